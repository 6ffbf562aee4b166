"""The versions of a content: the one that is wanted, and those before it.

Pods refer to one version by its name. `kubectl rollout undo` leads back to the name that an earlier revision refers to,
so that as many versions stay as Kubernetes keeps revisions:
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .stack_state import Outputs, held

SIGN = "@"
"""Between the Pulumi name and the number of a version; no name of Kubernetes has it. The first has no number."""


@dataclass(frozen=True, repr=False)
class Versions:
    """By Pulumi name. It has no representation: what is held may be secret."""

    wanted: str
    there: Outputs | None
    """What the stack holds of the wanted one; None when it is new."""
    earlier: Mapping[str, Outputs]
    """Those that stay beside it, the newest first."""


def versions(type_: str, name: str, *, same: Callable[[Outputs], bool], keep: int) -> Versions:
    """`same` tells whether what is held is what is wanted. A content that comes back is the version that it was."""
    numbered = {number: outputs for called, outputs in held(type_).items() if (number := _number(called, name))}
    newest_first = sorted(numbered, reverse=True)
    wanted = next((number for number in newest_first if same(numbered[number])), max(newest_first, default=0) + 1)
    earlier = [number for number in newest_first if number != wanted][:keep]
    return Versions(
        _called(name, wanted),
        numbered.get(wanted),
        {_called(name, number): numbered[number] for number in earlier},
    )


def first(called: str) -> bool:
    """Whether this is the Pulumi name of a first version."""
    return SIGN not in called


def _called(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{SIGN}{number}"


def _number(called: str, name: str) -> int | None:
    base, sign, number = called.rpartition(SIGN)
    if called == name:
        return 1
    return int(number) if sign and base == name and number.isdigit() else None

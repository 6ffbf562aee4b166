"""The versions of a ConfigMap or Secret: the current one, and the earlier ones.

Pods refer to one version by its name. `kubectl rollout undo` needs the versions that earlier revisions refer to, so
slipway keeps as many versions as Kubernetes keeps revisions:
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-back-a-deployment
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .stack_state import Outputs, held

SIGN = "@"
"""The separator between the Pulumi name and the number of a version. Names in Kubernetes cannot have it. The first
version has no number."""


@dataclass(frozen=True, repr=False)
class Versions:
    """Versions by Pulumi name. There is no `repr`, because the content can be secret."""

    wanted: str
    there: Outputs | None
    """The outputs of the current version in the state; None if it is new."""
    earlier: Mapping[str, Outputs]
    """The earlier versions to keep, newest first."""


def versions(type_: str, name: str, *, same: Callable[[Outputs], bool], keep: int) -> Versions:
    """The versions of a resource. `same` compares the outputs of a version with the current content. A content that
    returns gets its old version again.
    """
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
    """True for the Pulumi name of a first version."""
    return SIGN not in called


def _called(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{SIGN}{number}"


def _number(called: str, name: str) -> int | None:
    base, sign, number = called.rpartition(SIGN)
    if called == name:
        return 1
    return int(number) if sign and base == name and number.isdigit() else None

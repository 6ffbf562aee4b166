"""The fields of a patch that it must leave: those of `reserved_fields`."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from slipway.checks.patch_values import Wrong
from slipway.checks.reserved_fields import (
    ANY_ITEM,
    OF_EVERY_OBJECT,
    OF_KIND,
    OF_PODS,
    OF_PODS_THAT_STAY,
    OWN_ITEM,
    TEMPLATES,
    Reserved,
)
from slipway.settings.patches import PatchSettings, Path

Rules = tuple[tuple[Path, Reserved], ...]
_PODS_END = {"Job", "CronJob"}


def reserved_fields(app: str, patch: PatchSettings) -> Iterator[Wrong]:
    """Every field of the patch that it must leave, with the first reason."""
    for path, value in patch.leaves():
        reason = next(_reasons(app, path, value, _rules(patch.kind)), None)
        if reason:
            yield path, reason


@cache
def _rules(kind: str) -> Rules:
    of_object = [(rule.steps, rule) for rule in (*OF_EVERY_OBJECT, *OF_KIND.get(kind, ()))]
    if kind not in TEMPLATES:
        return tuple(of_object)
    of_pods = OF_PODS if kind in _PODS_END else (*OF_PODS, *OF_PODS_THAT_STAY)
    return (*of_object, *(((*TEMPLATES[kind], *rule.steps), rule) for rule in of_pods))


def _reasons(app: str, path: Path, value: Any, rules: Rules) -> Iterator[str]:
    """The rules that a leaf breaks. A leaf above a field breaks its rule if it removes everything below."""
    for steps, rule in rules:
        if not all(_fits(app, wanted, step) for wanted, step in zip(steps, path, strict=False)):
            continue
        below = steps[len(path) :]
        if not below and (len(path) > len(steps) or _is_wrong(rule, value)):
            yield rule.message
        elif below and value is None and not {*below[:1]} & {ANY_ITEM, OWN_ITEM}:
            yield f"would remove {'.'.join(below)} too; {rule.message}"


def _is_wrong(rule: Reserved, value: Any) -> bool:
    if rule.refused:
        return _among(value, rule.refused)
    return not _among(value, rule.accepted)


def _among(value: Any, values: tuple[Any, ...]) -> bool:
    """Like `in`, but True is not 1 and False is not 0."""
    return any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in values)


def _fits(app: str, wanted: str, step: str) -> bool:
    if wanted in (ANY_ITEM, OWN_ITEM):
        return step.startswith("[") if wanted == ANY_ITEM else step == f"[{app}]"
    return step.startswith(wanted[:-1]) if wanted.endswith("/*") else step == wanted

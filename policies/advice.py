"""The advice about a stack: violations that stop nothing, counted by rule and told once."""

from collections.abc import Sequence

from policies.rule import Violation

NAME = "advice"
REQUIREMENT = "No rule of production is broken."


def advised(violations: Sequence[Violation]) -> str | None:
    """One line for each rule, with the number of objects. None without violations."""
    by_rule: dict[str, list[Violation]] = {}
    for each in violations:
        by_rule.setdefault(each.rule.name, []).append(each)
    if not by_rule:
        return None
    lines = [f"{name}: {_objects(found)}: {found[0].rule.requirement}" for name, found in by_rule.items()]
    return "\n".join([*lines, "each object and its fix: .venv/bin/python -m offline.check <stack> --advice"])


def _objects(violations: Sequence[Violation]) -> str:
    titles = sorted({each.object.title for each in violations})
    more = len(titles) - 1
    return f"{titles[0]} and {more} more" if more else titles[0]

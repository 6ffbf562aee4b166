"""All rules over all objects of a stack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policies.catalog import RULES, STACK_RULES
from policies.environment import Environment, level_of
from policies.exemptions import ABOUT, Exemptions
from policies.kubernetes_object import KubernetesObject
from policies.rule import About, Level, Violation

ALL: tuple[About, ...] = (*RULES, *STACK_RULES, *ABOUT)
NAMES = tuple(rule.name for rule in (*RULES, *STACK_RULES))
"""What an exemption may be from."""


@dataclass(frozen=True)
class Verdict:
    """What came of it."""

    mandatory: Sequence[Violation]
    advisory: Sequence[Violation]


def found(objects: Sequence[KubernetesObject], environment: Environment) -> Iterator[Violation]:
    """Everything that the rules find, whether excused or not."""
    for rule in RULES:
        if level_of(rule, environment):
            for object_ in objects:
                yield from rule.violations(object_)
    for stack_rule in STACK_RULES:
        if level_of(stack_rule, environment):
            yield from stack_rule.violations(objects)


def judge(objects: Sequence[KubernetesObject], environment: Environment, exemptions: Exemptions) -> Verdict:
    """What stands against the stack, and what should be known of it."""
    everything = list(found(objects, environment))
    standing = [each for each in everything if not exemptions.excuse(each)]
    standing += exemptions.violations(everything)
    by_level: dict[Level | None, list[Violation]] = {}
    for each in standing:
        by_level.setdefault(level_of(each.rule, environment), []).append(each)
    return Verdict(by_level.get("mandatory", []), by_level.get("advisory", []))

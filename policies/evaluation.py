"""The evaluation of all rules on all objects of a stack."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policies.catalog import STACK_RULES, object_rules
from policies.configuration import Configuration
from policies.environment import level_of
from policies.exemptions import ABOUT, Exemptions, today
from policies.kubernetes_object import KubernetesObject
from policies.rule import About, Level, Violation

ALL: tuple[About, ...] = (*object_rules(()), *STACK_RULES, *ABOUT)
"""Every rule, for its words: these are the same whatever the registries are."""
NAMES = tuple(rule.name for rule in (*object_rules(()), *STACK_RULES))
"""The policies that an exemption may name."""


@dataclass(frozen=True)
class Evaluation:
    """The violations of a stack, by level."""

    mandatory: Sequence[Violation]
    advisory: Sequence[Violation]


def found(objects: Sequence[KubernetesObject], configuration: Configuration) -> Iterator[Violation]:
    """Every violation, excused or not."""
    for rule in object_rules(configuration.policies.registries, configuration.not_secret):
        if level_of(rule, configuration.environment):
            for object_ in objects:
                yield from rule.violations(object_)
    for stack_rule in STACK_RULES:
        if level_of(stack_rule, configuration.environment):
            yield from stack_rule.violations(objects)


def exemptions_of(configuration: Configuration, on: date | None = None) -> Exemptions:
    """The exemptions of a stack on a day; today, unless another day is given."""
    return Exemptions(configuration.policies.exemptions, configuration.problems, NAMES, on or today())


def evaluate(objects: Sequence[KubernetesObject], configuration: Configuration, on: date | None = None) -> Evaluation:
    """The violations that no exemption excuses, and those of the exemptions themselves."""
    exemptions = exemptions_of(configuration, on)
    everything = list(found(objects, configuration))
    standing = [each for each in everything if not exemptions.excuse(each)]
    standing += exemptions.violations(everything)
    by_level: dict[Level | None, list[Violation]] = {}
    for each in standing:
        by_level.setdefault(level_of(each.rule, configuration.environment), []).append(each)
    return Evaluation(by_level.get("mandatory", []), by_level.get("advisory", []))

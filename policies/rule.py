"""Rules, and the violations that they find."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policies.kubernetes_object import KubernetesObject
from slipway.checks.problems import NOT_SHOWN, may_be_shown

Level = Literal["mandatory", "advisory"]


@dataclass(frozen=True)
class Finding:
    """One fault: its path in the object, and a message with the expected value and the actual one."""

    path: str
    message: str


@dataclass(frozen=True)
class About:
    """The words of a rule, as messages and docs/policies.md show them."""

    name: str
    requirement: str
    """One sentence."""
    why: str
    """One sentence: the harm that the rule prevents."""
    link: str
    """The guides that ask for the same."""
    fix: str
    """The line of the stack file that removes the violation."""
    production: bool = field(default=False, kw_only=True)
    """True for a rule that holds in production only."""
    advisory: bool = field(default=False, kw_only=True)
    """True for a rule that never stops a deployment."""
    always_mandatory: bool = field(default=False, kw_only=True)
    """True for a rule that stops development too."""
    within: bool = field(default=True, kw_only=True)
    """True when the fix belongs to the settings of the object's own app or namespace."""


@dataclass(frozen=True)
class Rule(About):
    """A rule that checks one object at a time."""

    check: Callable[[KubernetesObject], Iterable[Finding]]

    def violations(self, object_: KubernetesObject) -> Iterator["Violation"]:
        """The violation of this rule by the object, if there is one."""
        return violations(self, ((object_, finding) for finding in self.check(object_)))


@dataclass(frozen=True)
class StackRule(About):
    """A rule that checks all objects of a stack together."""

    check: Callable[[Sequence[KubernetesObject]], Iterable[tuple[KubernetesObject, Finding]]]

    def violations(self, objects: Sequence[KubernetesObject]) -> Iterator["Violation"]:
        """The violations of this rule, one for each object at fault."""
        return violations(self, self.check(objects))


@dataclass(frozen=True)
class Violation:
    """A rule, an object that breaks it, and every fault in that object."""

    rule: About
    object: KubernetesObject
    findings: tuple[Finding, ...]

    @property
    def details(self) -> str:
        """The faults, the reason for the rule, and the fix."""
        name = self.object.pulumi_name
        where = [f"{name}: {each.path}: {each.message}" if each.path else each.message for each in self.findings]
        place = _place(self.object) if self.rule.within else ""
        return "\n".join([*where, f"why: {self.rule.why} {self.rule.link}", f"fix{place}: {self.rule.fix}"])

    def __str__(self) -> str:
        lines = [self.rule.requirement, *self.details.splitlines()]
        return "\n".join([f"{self.rule.name}  ({self.object.title})", *(f"  {line}" for line in lines)])


def violations(rule: About, found: Iterable[tuple[KubernetesObject, Finding]]) -> Iterator[Violation]:
    """One violation for each object, with all its faults. Values that are not known yet are checked by the update."""
    findings: dict[int, list[Finding]] = {}
    objects: dict[int, KubernetesObject] = {}
    for object_, finding in found:
        if object_.knows(finding.path):
            objects[id(object_)] = object_
            findings.setdefault(id(object_), []).append(finding)
    return (Violation(rule, objects[key], tuple(each)) for key, each in findings.items())


def _place(object_: KubernetesObject) -> str:
    """The path of the app or namespace in the stack file. Objects of an app are named `<namespace>.<app>...`."""
    if object_.kind == "Namespace":
        return f", at namespaces.{object_.pulumi_name}"
    namespace, _, rest = object_.pulumi_name.partition(".")
    return f", at namespaces.{namespace}.apps.{rest.partition('.')[0].removesuffix('-headless')}" if rest else ""


_LONGEST = 60


def got(value: object) -> str:
    """The actual value, cut to fit a line, unless it may be a secret."""
    if value is None:
        return "got nothing"
    if not may_be_shown(value):
        return f"got {NOT_SHOWN}"
    words = json.dumps(value, default=str)
    return f"got {words if len(words) <= _LONGEST else words[:_LONGEST] + '...'}"

"""What a rule is, and what it finds."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from policies.kubernetes_object import KubernetesObject

Level = Literal["mandatory", "advisory"]


@dataclass(frozen=True)
class Finding:
    """One thing that is not as a rule asks: where in the object, and what was expected there and what came."""

    path: str
    message: str


@dataclass(frozen=True)
class About:
    """What a rule tells of itself, in its messages and in docs/policies.md."""

    name: str
    asks: str
    """One sentence."""
    why: str
    """One sentence: what happens otherwise."""
    link: str
    """Who else says so."""
    write: str
    """The line in the stack file that mends it."""
    production: bool = field(default=False, kw_only=True)
    """Whether it is asked of production alone."""
    advisory: bool = field(default=False, kw_only=True)
    """Whether it never stops anything."""
    within: bool = field(default=True, kw_only=True)
    """Whether the line belongs to the settings of the object's own app or namespace."""


@dataclass(frozen=True)
class Rule(About):
    """About each object by itself."""

    check: Callable[[KubernetesObject], Iterable[Finding]]

    def violations(self, object_: KubernetesObject) -> Iterator["Violation"]:
        """What in the object is not as it asks, if anything."""
        return violations(self, ((object_, finding) for finding in self.check(object_)))


@dataclass(frozen=True)
class StackRule(About):
    """About all objects of a stack together."""

    check: Callable[[Sequence[KubernetesObject]], Iterable[tuple[KubernetesObject, Finding]]]

    def violations(self, objects: Sequence[KubernetesObject]) -> Iterator["Violation"]:
        """What in each of the objects is not as it asks."""
        return violations(self, self.check(objects))


@dataclass(frozen=True)
class Violation:
    """What a rule found in one object."""

    rule: About
    object: KubernetesObject
    findings: tuple[Finding, ...]

    @property
    def details(self) -> str:
        """Where and what, why, and the line to write."""
        name = self.object.pulumi_name
        where = [f"{name}: {each.path}: {each.message}" if each.path else each.message for each in self.findings]
        place = _place(self.object) if self.rule.within else ""
        return "\n".join([*where, f"why: {self.rule.why} {self.rule.link}", f"write{place}: {self.rule.write}"])

    def __str__(self) -> str:
        lines = [self.rule.asks, *self.details.splitlines()]
        return "\n".join([f"{self.rule.name}  ({self.object.title})", *(f"  {line}" for line in lines)])


def violations(rule: About, found: Iterable[tuple[KubernetesObject, Finding]]) -> Iterator[Violation]:
    """One violation for each object, with everything that was found in it. What is not known yet is judged later."""
    findings: dict[int, list[Finding]] = {}
    objects: dict[int, KubernetesObject] = {}
    for object_, finding in found:
        if object_.knows(finding.path):
            objects[id(object_)] = object_
            findings.setdefault(id(object_), []).append(finding)
    return (Violation(rule, objects[key], tuple(each)) for key, each in findings.items())


def _place(object_: KubernetesObject) -> str:
    """Where the stack file speaks of the object: what belongs to an app is called `<namespace>.<app>` and so on."""
    if object_.kind == "Namespace":
        return f", at namespaces.{object_.pulumi_name}"
    namespace, _, rest = object_.pulumi_name.partition(".")
    return f", at namespaces.{namespace}.apps.{rest.partition('.')[0].removesuffix('-headless')}" if rest else ""


_LONGEST = 60


def got(value: object) -> str:
    """What came instead, short enough for a line. Never for what may be a secret: environment, files, arguments."""
    if value is None:
        return "got nothing"
    words = json.dumps(value, default=str)
    return f"got {words if len(words) <= _LONGEST else words[:_LONGEST] + '...'}"

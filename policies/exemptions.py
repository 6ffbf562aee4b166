"""Exemptions from policies: each for one object, with a reason and a last day."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone

from policies.kubernetes_object import KubernetesObject
from policies.rule import About, Finding, Violation
from slipway.checks.problems import unknown
from slipway.settings.policies import ExemptionSettings

_LINK = "(docs/policies.md)"


def today() -> date:
    """The current day in UTC."""
    return datetime.now(timezone.utc).date()


EXPIRED = About(
    name="exemption-expired",
    requirement="No exemption is past its last day.",
    why="The violation was accepted until that day only.",
    link=_LINK,
    fix="remove the violation and the exemption, or give the exemption a new day and a new reason",
    within=False,
)
UNUSED = About(
    name="exemption-unused",
    requirement="Every exemption covers a violation.",
    why="An unused exemption would hide the next violation.",
    link=_LINK,
    fix="remove the exemption from slipway:policies.exemptions",
    advisory=True,
    within=False,
)
UNKNOWN = About(
    name="exemption-unknown",
    requirement="Every exemption names a policy that exists.",
    why="An exemption from an unknown policy has no effect.",
    link=_LINK,
    fix="policy: <the name of the policy, as the violation shows it>",
    within=False,
)
UNREADABLE = About(
    name="policies-unreadable",
    requirement="slipway:policies of the stack file has no mistake.",
    why="With a mistake, no registry is allowed and no exemption applies.",
    link=_LINK,
    fix="slipway:policies: {registries: [docker.io], exemptions: [{policy: replicas, object: StatefulSet shop.db, "
    "reason: <the reason>, expires: 2030-03-31}]}",
    always_mandatory=True,
    within=False,
)
ABOUT = (EXPIRED, UNUSED, UNKNOWN, UNREADABLE)
"""The rules about exemptions themselves."""


@dataclass(frozen=True)
class Exemptions:
    """The exemptions of a stack on a given day."""

    listed: Sequence[ExemptionSettings]
    problems: Sequence[str]
    """The mistakes in `slipway:policies`; with a mistake, nothing is listed."""
    known: Collection[str]
    """The names of the policies that an exemption may name."""
    on: date

    def excuse(self, violation: Violation) -> bool:
        """True when an exemption covers the violation and has not expired."""
        return any(_covers(each, violation) for each in self.listed if self.on <= each.expires)

    def violations(self, found: Collection[Violation]) -> Iterator[Violation]:
        """The faults of the exemptions themselves; `found` holds every violation, excused or not."""
        for problem in self.problems:
            yield Violation(UNREADABLE, KubernetesObject("policies", {"kind": "Policies"}), (Finding("", problem),))
        for each in self.listed:
            if each.policy not in self.known:
                yield _violation(UNKNOWN, each, f"{each.title}: {unknown(each.policy, self.known, 'policy')}")
            elif self.on > each.expires:
                message = f"{each.title} expired on {each.expires}; its reason was: {each.reason}"
                yield _violation(EXPIRED, each, message)
            elif not any(_covers(each, violation) for violation in found):
                yield _violation(UNUSED, each, f"{each.title} covers no violation")


def _covers(exemption: ExemptionSettings, violation: Violation) -> bool:
    return (exemption.policy, exemption.object) == (violation.rule.name, violation.object.title)


def _violation(about: About, exemption: ExemptionSettings, message: str) -> Violation:
    object_ = KubernetesObject(f"{exemption.policy} for {exemption.object}", {"kind": "Exemption"})
    return Violation(about, object_, (Finding("", message),))

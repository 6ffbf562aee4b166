"""What is exempt from a rule: for one object of one stack, with a reason, and not for ever."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from policies.kubernetes_object import KubernetesObject
from policies.rule import About, Finding, Violation
from slipway.checks.problems import got, unknown
from slipway.settings.base import Model
from slipway.settings.fields import Reason

FILE = Path(__file__).parent / "exemptions.yaml"


def today() -> date:
    """The one clock of the policies; days begin and end in UTC."""
    return datetime.now(timezone.utc).date()


class Exemption(Model):
    """One line of policies/exemptions.yaml."""

    policy: str
    """The name of the rule."""
    stack: str
    """The stack that it is for, for example prod."""
    object: str
    """The object as violations name it: `Deployment shop.web`."""
    reason: Reason
    """Why, in words."""
    expires: date
    """The last day on which it holds."""

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return f"the exemption of {self.object} from {self.policy}"

    @property
    def as_object(self) -> KubernetesObject:
        """What a violation about the exemption itself is about."""
        return KubernetesObject(f"{self.policy} for {self.object}", {"kind": "Exemption"})

    def covers(self, violation: Violation) -> bool:
        """Whether it is about this violation; whether it still holds is another question."""
        return (self.policy, self.object) == (violation.rule.name, violation.object.title)


EXPIRED = About(
    name="exemption-expired",
    asks="No exemption is past its last day.",
    why="Whoever granted it wanted it to be looked at again by then.",
    link="(policies/exemptions.yaml)",
    write="mend what it excused and take the exemption out, or give it a new day and reason",
)
UNUSED = About(
    name="exemption-unused",
    asks="Every exemption still excuses something.",
    why="One that is left over would silently excuse the next mistake.",
    link="(policies/exemptions.yaml)",
    write="take it out of policies/exemptions.yaml",
    advisory=True,
)
UNREADABLE = About(
    name="exemption-unreadable",
    asks="policies/exemptions.yaml says for each exemption its policy, stack, object, reason and last day.",
    why="None of its exemptions holds until it can be read.",
    link="(docs/policies.md)",
    write="- {policy: replicas, stack: prod, object: StatefulSet shop.db, reason: <why>, expires: 2030-01-31}",
)
ABOUT = (EXPIRED, UNUSED, UNREADABLE)
"""The rules about exemptions themselves."""


@dataclass(frozen=True)
class Exemptions:
    """Those of one stack, on one day."""

    listed: Sequence[Exemption]
    problems: Sequence[str]
    on: date

    @staticmethod
    def read(stack: str, policies: Collection[str], *, file: Path = FILE, on: date | None = None) -> "Exemptions":
        """From the file. With a mistake in it none holds, and each mistake is a violation."""
        listed, problems = _parse(file.read_text(), policies)
        return Exemptions([each for each in listed if each.stack == stack], problems, on or today())

    def excuse(self, violation: Violation) -> bool:
        """Whether one that still holds covers it."""
        return any(each.covers(violation) for each in self.listed if self.on <= each.expires)

    def violations(self, found: Collection[Violation]) -> Iterator[Violation]:
        """What is wrong with the exemptions themselves; `found` is everything that the rules found, excused or not."""
        for problem in self.problems:
            yield Violation(UNREADABLE, KubernetesObject("exemptions", {"kind": "Exemptions"}), (Finding("", problem),))
        for each in self.listed:
            if self.on > each.expires:
                message = f"{each.title} expired on {each.expires} and holds no more; its reason was: {each.reason}"
                yield Violation(EXPIRED, each.as_object, (Finding("", message),))
            elif not any(each.covers(violation) for violation in found):
                message = f"{each.title} excuses nothing: the rule finds nothing there"
                yield Violation(UNUSED, each.as_object, (Finding("", message),))


def _parse(content: str, policies: Collection[str]) -> tuple[list[Exemption], list[str]]:
    try:
        raw: Any = yaml.safe_load(content) or []
    except yaml.YAMLError as error:
        return [], [f"expected YAML; {' '.join(str(error).split())}"]
    try:
        listed = TypeAdapter(list[Exemption]).validate_python(raw)
    except ValidationError as error:
        return [], [_problem(each) for each in error.errors(include_url=False)]
    misspelt = [each for each in listed if each.policy not in policies]
    return ([] if misspelt else listed), [
        f"{each.policy}: {unknown(each.policy, policies, 'policy')}" for each in misspelt
    ]


def _problem(error: Any) -> str:
    path = ".".join(str(step) for step in error["loc"])
    if error["type"] == "missing":
        return f"{path}: missing, but required"
    if error["type"] == "extra_forbidden":
        return f"{path}: {unknown(error['loc'][-1], Exemption.model_fields)}"
    if error["type"] == "list_type":
        return f"expected a list of exemptions; got {got(error['input'])}"
    return f"{path}: {error['msg']}; got {got(error['input'])}"

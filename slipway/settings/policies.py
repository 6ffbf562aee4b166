"""The settings of the policies: trusted registries, and exemptions."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import SUBDOMAIN, Reason, UniqueList, duplicates

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T00:00:00Z| 00:00:00 \+0000 UTC)?")


def _day(value: Any) -> date:
    """A date without a time. The engine turns an unquoted date of a stack file into `2030-03-31 00:00:00 +0000 UTC`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError
    return date.fromisoformat(found[1])


Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=Annotated[str, Field(pattern=rf"^{_DAY.pattern}$")]),
    described_as("a day", "2030-03-31"),
]

Registry = Annotated[
    str,
    Field(
        pattern=rf"^(localhost|{SUBDOMAIN}\.{SUBDOMAIN}|{SUBDOMAIN}:[0-9]+)(/[a-z0-9][-._a-z0-9]*)*$",
        max_length=512,
    ),
    described_as("a registry, or a folder of one, without https:// and without a slash at the end", "docker.io/acme"),
]


class ExemptionSettings(Model):
    """One object that is exempt from one policy. See [docs/policies.md](policies.md#exempting-an-object)."""

    policy: Annotated[str, Field(min_length=1), described_as("the name of a policy", "replicas")]
    """The name of the policy."""
    object: Annotated[
        str,
        Field(pattern=r"^[A-Za-z][A-Za-z0-9]* \S+$"),
        described_as("the kind and the name of an object, as the violation shows them", "StatefulSet shop.db"),
    ]
    """The object, as the violation shows it: `<kind> <name>`."""
    reason: Reason
    """The reason for the exemption."""
    expires: Day
    """The last day of the exemption, in UTC."""

    @property
    def title(self) -> str:
        """The name of the exemption in messages."""
        return f"the exemption of {self.object} from {self.policy}"


class PoliciesSettings(Model):
    """Settings of the policies for this stack. See [docs/policies.md](policies.md)."""

    registries: UniqueList[Registry] = ("docker.io",)
    """The registries, or folders of registries, that the images of containers may come from."""
    exemptions: UniqueList[ExemptionSettings] = ()
    """The objects that are exempt from a policy, each with a reason and a last day."""

    @model_validator(mode="after")
    def _one_exemption_for_each_object(self) -> "PoliciesSettings":
        """With two exemptions, it is unclear which reason and which last day apply."""
        for title in duplicates(each.title for each in self.exemptions):
            raise conflict(f"{title} is in the list twice; expected one exemption for each policy and object")
        return self

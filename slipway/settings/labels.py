"""Labels, annotations and label requirements.

https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ and
https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, described_as, expected
from slipway.settings.fields import SUBDOMAIN, Text, domain_fits

_NAME = r"[A-Za-z0-9]([-._A-Za-z0-9]{0,61}[A-Za-z0-9])?"
LABEL_KEY = rf"({SUBDOMAIN}/)?{_NAME}"
"""The pattern of the key of a label or annotation."""

LabelKey = Annotated[
    str,
    Field(pattern=rf"^{LABEL_KEY}$", max_length=317),
    AfterValidator(domain_fits),
    described_as("a label key of at most 63 characters, with an optional `domain/` prefix", "disktype"),
]


LabelValue = Annotated[
    str,
    Field(pattern=rf"^({_NAME})?$"),
    described_as("a label value of at most 63 letters, digits, dashes, underscores and dots", "ssd"),
]


class LabelRule(Model):
    """The requirement for one label: exactly one of `in`, `notIn` and `exists`.

    `ssd` is short for `{in: [ssd]}`, and `[a, b]` for `{in: [a, b]}`.
    """

    in_: tuple[LabelValue, ...] = Field((), alias="in")
    """The label has one of these values."""
    not_in: tuple[LabelValue, ...] = ()
    """The label has none of these values; it may also be missing."""
    exists: Annotated[bool, Field(strict=True)] | None = None
    """`true`: the label exists, with any value. `false`: it does not exist."""

    @model_validator(mode="after")
    def _one_of_three(self) -> "LabelRule":
        if [bool(self.in_), bool(self.not_in), self.exists is not None].count(True) != 1:
            raise ValueError
        return self


def _value_alone(value: Any) -> Any:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return {"in": [value]}
    return {"in": value} if isinstance(value, list | tuple) else value


Requirement = Annotated[
    LabelRule,
    BeforeValidator(_value_alone, json_schema_input_type=LabelValue | tuple[LabelValue, ...] | LabelRule),
    described_as("a label value, a list of values, {notIn: [...]} or {exists: true}", "ssd", text=True),
]


def _not_empty(requirements: dict[LabelKey, Requirement]) -> dict[LabelKey, Requirement]:
    """Refuse an empty mapping: Kubernetes reads it as everything in one field and as nothing in another."""
    if not requirements:
        raise expected("at least one label with its requirement", "{disktype: ssd}")
    return requirements


Requirements = Annotated[dict[LabelKey, Requirement], AfterValidator(_not_empty)]


QualifiedName = Annotated[
    str,
    Field(pattern=rf"^{LABEL_KEY}$", max_length=317),
    AfterValidator(domain_fits),
    described_as("a name of letters, digits, dashes, underscores and dots, with an optional `domain/` prefix", "a.b/c"),
]

Annotations = dict[QualifiedName, Text]
"""Annotations by name."""

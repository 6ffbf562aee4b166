import re

import pytest

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
from slipway.schema.field import Field, object_of
from slipway.settings.base import Model
from slipway.settings.kinds import KINDS
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.security import RelaxationsSettings

ALL = [
    *((kind, (), rule) for kind, rules in OF_KIND.items() for rule in rules),
    *(("Deployment", (), rule) for rule in OF_EVERY_OBJECT),
    *(("Deployment", TEMPLATES["Deployment"], rule) for rule in (*OF_PODS, *OF_PODS_THAT_STAY)),
]


@pytest.mark.parametrize(("kind", "above", "rule"), ALL, ids=lambda each: getattr(each, "path", None))
def test_every_reserved_field_exists(kind: str, above: tuple[str, ...], rule: Reserved) -> None:
    field: Field | None = object_of(kind).at(*above)
    for step in rule.steps:
        assert field is not None
        field = field.items if step in (ANY_ITEM, OWN_ITEM) else field.field(step)

    assert field is not None


@pytest.mark.parametrize("rule", {rule.setting: rule for _, _, rule in ALL if rule.setting}.values())
def test_every_setting_that_is_named_exists(rule: Reserved) -> None:
    models: list[type[Model]] = [*KINDS.values(), NamespaceSettings]
    known = {field.alias for model in models for field in model.model_fields.values()}
    [first, *below] = re.split(r" or | of | with ", rule.setting)[0].split(".")

    assert first in known | {"nodePort"}
    if first == "relaxations":
        assert below[0] in {field.alias for field in RelaxationsSettings.model_fields.values()}


def test_every_controller_has_a_template() -> None:
    assert {each.controller.kind for each in KINDS.values()} == TEMPLATES.keys()
    for kind, path in TEMPLATES.items():
        assert object_of(kind).at(*path).type_name == "PodTemplateSpec"


def test_a_name_with_dots_is_one_step() -> None:
    assert Reserved('metadata.labels."a.b/c"', "").steps == ("metadata", "labels", "a.b/c")
    assert Reserved("spec.ports[*].nodePort", "").steps == ("spec", "ports", "[*]", "nodePort")

"""The name of every object follows the rule for its kind."""

import re

import pytest

from offline.program import ROOT
from offline.recorder import AUTONAMED, Registration
from slipway.blocks.naming import NAMING
from tests.changed_settings import NEEDED, OF_THE_NAMESPACE, namespace_of, stack_of
from tests.recorded import recorded
from tests.replacements import kind_of, objects


@pytest.fixture(scope="module")
def everything() -> dict[str, Registration]:
    """Objects of every kind, by URN."""
    recordings = [
        recorded("dev"),
        recorded("prod"),
        recorded("kinds", ROOT / "tests" / "every-kind.yaml"),
        *(stack_of(kind) for kind in NEEDED),
        stack_of("stateless", 0),
        stack_of("stateless", 2),
        namespace_of({setting: OF_THE_NAMESPACE[setting][0] for setting in ("access", "quota", "secrets")}),
        namespace_of(
            {"apps": {"web": {"image": "a:1", "port": 80, "connectsTo": [{"host": "a.example.com", "port": 443}]}}},
            networkPolicies="cilium",
        ),
    ]
    return {each.urn: each for recording in recordings for each in objects(recording).values()}


def test_every_kind_of_object_has_one_way_to_be_called(everything: dict[str, Registration]) -> None:
    made = {kind_of(each) for each in everything.values()}

    assert made | {"Release"} == NAMING.keys()


def test_every_object_is_called_as_its_kind_is(everything: dict[str, Registration]) -> None:
    for urn, each in everything.items():
        name, kind = each.inputs["metadata"].get("name"), kind_of(each)
        holds_nothing = kind == "ConfigMap" and "data" not in each.inputs

        if NAMING[kind] == "generated":
            assert name is None, urn
        elif NAMING[kind] == "fixed" or holds_nothing:
            assert name, urn
            assert AUTONAMED not in name, urn
        else:
            assert re.search("-[0-9a-f]{10}$", name), urn

"""The name of every object follows the rule for its kind."""

import re

import pytest

from offline.program import ROOT
from offline.recorder import AUTONAMED
from slipway.blocks.naming import NAMING
from tests.changed_settings import NEEDED, OF_THE_NAMESPACE, namespace_of, stack_of
from tests.recorded import recorded
from tests.replacements import kind_of, objects

RECORDINGS = [
    recorded("dev"),
    recorded("prod"),
    recorded("kinds", ROOT / "tests" / "every-kind.yaml"),
    *(stack_of(kind) for kind in NEEDED),
    stack_of("stateless", 0),
    namespace_of({setting: OF_THE_NAMESPACE[setting][0] for setting in ("access", "quota", "secrets")}),
    namespace_of(
        {"apps": {"web": {"image": "a:1", "port": 80, "connectsTo": [{"host": "a.example.com", "port": 443}]}}},
        networkPolicies="cilium",
    ),
]
EVERYTHING = {each.urn: each for recording in RECORDINGS for each in objects(recording).values()}


def test_every_kind_of_object_has_one_way_to_be_called() -> None:
    made = {kind_of(each) for each in EVERYTHING.values()}

    assert made | {"Release"} == NAMING.keys()


@pytest.mark.parametrize("urn", EVERYTHING)
def test_every_object_is_called_as_its_kind_is(urn: str) -> None:
    each = EVERYTHING[urn]
    name, kind = each.inputs["metadata"].get("name"), kind_of(each)
    holds_nothing = kind == "ConfigMap" and "data" not in each.inputs

    if NAMING[kind] == "generated":
        assert name is None
    elif NAMING[kind] == "fixed" or holds_nothing:
        assert name
        assert AUTONAMED not in name
    else:
        assert re.search("-[0-9a-f]{10}$", name)

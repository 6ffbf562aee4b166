"""No change of a setting interrupts a service: the tests change every setting of every kind of app and check which
objects Pulumi would replace.
"""

from itertools import permutations
from typing import Any

import pytest

from slipway.blocks.naming import NAMING
from slipway.checks.patch_reserved import reserved_fields
from slipway.settings.kinds import KINDS
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.patches import PatchSettings, spelt
from tests.changed_settings import NEEDED, OF_THE_NAMESPACE, REFUSED, RICH, ROUNDS, namespace_of, settings_of, stack_of
from tests.replacements import NEVER_CHANGE, moved, replaced

ROUND_ITS_PODS = {"StatefulSet"}
"""Objects that are replaced while their pods continue to run (tests/engine/storage, tests/engine/replacement)."""


def test_every_setting_is_changed() -> None:
    assert {*OF_THE_NAMESPACE, "apps"} == {field.alias for field in NamespaceSettings.model_fields.values()}
    for kind, model in KINDS.items():
        base = model.model_validate(settings_of(kind))
        changed = [model.model_validate(settings_of(kind, each)) for each in ROUNDS]
        for setting in model.model_fields.keys() - {"kind"} - REFUSED.get(kind, set()):
            assert any(getattr(each, setting) != getattr(base, setting) for each in changed), (kind, setting)


@pytest.mark.parametrize("changed", ROUNDS)
@pytest.mark.parametrize("kind", NEEDED)
def test_no_setting_of_an_app_replaces_what_others_use(kind: str, changed: int) -> None:
    assert replaced(stack_of(kind), stack_of(kind, changed)) <= ROUND_ITS_PODS
    assert moved(stack_of(kind), stack_of(kind, changed)) == []


@pytest.mark.parametrize(
    ("setting", "value"), [(setting, value) for setting, values in OF_THE_NAMESPACE.items() for value in values]
)
def test_no_setting_of_a_namespace_replaces_what_others_use(setting: str, value: Any) -> None:
    apps = {"web": {"kind": "stateful", **RICH, **NEEDED["stateful"]}}
    before, after = namespace_of({"apps": apps}), namespace_of({"apps": apps, setting: value})

    assert replaced(before, after) == set()
    assert moved(before, after) == []


@pytest.mark.parametrize(("old", "new"), list(permutations(NEEDED, 2)))
def test_an_app_of_another_kind_takes_over_what_both_kinds_have(old: str, new: str) -> None:
    assert moved(stack_of(old), stack_of(new)) == []


@pytest.mark.parametrize("kind", ["stateless", "stateful"])
def test_an_app_takes_over_the_name_of_what_was_outside_and_gives_it_back(kind: str) -> None:
    inside = namespace_of({"externalNames": {}, "apps": {"db": {"kind": kind, "image": "a:1", "port": 1}}})
    outside = namespace_of({"externalNames": {"db": "db.example.com"}})

    assert moved(outside, inside) == []
    assert moved(inside, outside) == []


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (kind, path)
        for kind, paths in NEVER_CHANGE.items()
        for path in paths
        if NAMING[kind] == "fixed" and kind in set().union(*(each.owned_objects() for each in KINDS.values()))
    ],
)
def test_no_patch_reaches_what_never_changes(kind: str, path: str) -> None:
    patch: Any = "anything"
    for step in reversed(path.split(".")):
        patch = {step: patch}

    told = reserved_fields("web", PatchSettings(object=kind, reason="somebody wants it otherwise", patch=patch))

    assert [spelt(steps) for steps, _ in told] == [path]

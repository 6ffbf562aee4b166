"""A patch changes what it says and nothing else, whatever field of the API it is."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from offline.manifests import manifests
from slipway.blocks.patches import CannotBeApplied, changes, merged
from slipway.checks.patch_values import wrong_values
from slipway.schema.field import known_kinds, object_of
from slipway.settings.patches import PatchSettings, leaves, spelt
from tests.patched import REASON
from tests.recorded import recorded
from tests.valid_patches import patches

STACK = Path(__file__).parents[2] / "every-kind.yaml"


@cache
def objects() -> dict[str, Any]:
    """One object of each kind that an app can patch."""
    return {each.kind: each.content for each in manifests(recorded("kinds", STACK)) if each.kind in known_kinds()}


def test_there_is_an_object_of_every_controller() -> None:
    assert objects().keys() >= {"Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "Service"}


@pytest.mark.parametrize(
    "kind", sorted(known_kinds().keys() & {"Deployment", "CronJob", "StatefulSet", "Service", "Job"})
)
@given(data=st.data())
@settings(max_examples=100)
def test_a_patch_of_any_field_changes_that_field_only(kind: str, data: st.DataObject) -> None:
    built, field = objects()[kind], object_of(kind)
    patch = PatchSettings.model_validate({"object": kind, "reason": REASON, "patch": data.draw(patches(kind, built))})
    assert [f"{spelt(path)}: {message}" for path, message in wrong_values(patch)] == []
    try:
        result = merged(built, patch.patch, field)
    except CannotBeApplied:  # a second one of what Kubernetes allows one of
        reject()

    said = [path for path, _ in patch.leaves()]
    before, after = dict(leaves(built, field)), dict(leaves(result, field))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert [path for path in changed if not any(beside(path, each) for each in said)] == []
    assert [spelt(path) for path, value in patch.leaves() if after.get(path, value) != value] == []
    assert not changes(result, merged(result, patch.patch, field))


def beside(one: Any, other: Any) -> bool:
    """One of the paths is within the other."""
    return all(each == step for each, step in zip(one, other, strict=False))

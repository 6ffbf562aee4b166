"""A patch changes what it says and nothing else, whatever field of the API it is."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from offline.manifests import manifests
from slipway.blocks.patches import CannotBeApplied, changes, merged
from slipway.checks.patch_values import wrong_values
from slipway.checks.patches import broken_patches
from slipway.schema.field import known_kinds, object_of
from slipway.settings.patches import PatchSettings, leaves, spelt
from tests.patched import REASON, app_with
from tests.recorded import recorded
from tests.valid_patches import patches

ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**40) | st.floats(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "$patch", "port", "spec"]), inner, max_size=2)
    ),
    max_leaves=4,
)
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
@settings(max_examples=50)
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


@given(data=st.data())
@settings(max_examples=50)
def test_whatever_stands_in_the_place_of_a_value_is_told_or_taken_and_breaks_nothing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["Deployment", "Service", "PodDisruptionBudget"]))
    content = copy.deepcopy(data.draw(patches(kind, objects()[kind])))
    *above, last = data.draw(st.sampled_from([path for path in paths(content) if path]))
    inside = content
    for step in above:
        inside = inside[step]
    inside[last] = data.draw(ANYTHING)

    found = [str(each) for each in broken_patches("web", "web", app_with((kind, content)))]

    assert all(each.startswith("web.patches.0.") for each in found)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inside:
        yield from paths(each, (*path, step))


def beside(one: Any, other: Any) -> bool:
    """One of the paths is within the other."""
    return all(each == step for each, step in zip(one, other, strict=False))

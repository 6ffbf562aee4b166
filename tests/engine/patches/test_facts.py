"""What the program knows of the API is what the API server says, and what it judges is what the server decides."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from offline.manifests import manifests
from slipway.blocks.patches import CannotBeApplied, merged
from slipway.checks.patch_values import wrong_values
from slipway.schema.field import FILE, known_kinds, object_of
from slipway.settings.kinds import KINDS
from slipway.settings.patches import PatchSettings, spelt
from tests.engine.schema.api_server import STRICTLY, ApiServer, Manifest
from tests.recorded import recorded
from tests.valid_patches import patches
from tests.valid_settings import SAME_EVERY_TIME
from tools.api_schema import schema
from tools.embedded_cluster import EmbeddedCluster

STACK = Path(__file__).parents[2] / "every-kind.yaml"
NAMESPACE = "patched-fields"
CLUSTER_SCOPED = {"ClusterRole", "ClusterRoleBinding", "PersistentVolume"}
EXAMPLES = 60
"""The number of patches for each kind of object."""
DECODING = ("unknown field", "cannot unmarshal", "failed to create typed patch object", "quantities must match")
"""What the server says of a value that it does not even read."""


@pytest.fixture(scope="module")
def api(cluster: EmbeddedCluster) -> Iterator[ApiServer]:
    """Every request is a dry run in a namespace without rules."""
    cluster.kubectl(["create", "namespace", NAMESPACE])
    yield ApiServer(cluster.kubeconfig)
    cluster.kubectl(["delete", "namespace", NAMESPACE])


def test_the_facts_are_those_of_this_server(api: ApiServer) -> None:
    said = schema(api.get)

    assert said == FILE.read_text(), "run `.venv/bin/python -m tools.api_schema`, and look at the difference"


def objects() -> dict[str, Manifest]:
    """One object of each kind that an app can own."""
    owned = known_kinds().keys() & set().union(*(each.owned_objects() for each in KINDS.values()))
    found = {}
    for each in manifests(recorded("kinds", STACK)):
        if each.kind in owned:
            content = json.loads(json.dumps(each.content).replace("<generated>", "x2x2x2x2"))
            if each.kind not in CLUSTER_SCOPED:
                content["metadata"]["namespace"] = NAMESPACE
            found[each.kind] = content
    return found


def made_up(kind: str, built: Manifest) -> list[PatchSettings]:
    """Patches with valid values, and each of them with another value at its end."""
    found: list[PatchSettings] = []

    @hypothesis.settings(SAME_EVERY_TIME, max_examples=EXAMPLES)
    @hypothesis.given(patches(kind, built), st.sampled_from([True, 5, "x", 1.5, ["a"], {"a": "b"}]))
    def collect(content: Any, other: Any) -> None:
        both = (content, _with_another_end(content, other))
        found.extend(PatchSettings(object=kind, reason="made up by a test", patch=each) for each in both)

    collect()
    return found


def _with_another_end(content: Any, other: Any) -> Any:
    changed = copy.deepcopy(content)
    inside = changed
    while True:
        key = next(reversed(inside)) if isinstance(inside, dict) else random.Random(0).randrange(len(inside))  # noqa: S311
        if not isinstance(inside[key], dict | list) or not inside[key]:
            inside[key] = other if isinstance(inside, dict) else inside[key]
            return changed
        inside = inside[key]


@pytest.mark.parametrize("kind", sorted(objects()))
def test_what_is_refused_the_server_does_not_take_and_what_is_not_it_reads(api: ApiServer, kind: str) -> None:
    built, field = objects()[kind], object_of(kind)
    asked: list[tuple[PatchSettings, list[str], Manifest]] = []
    for patch in made_up(kind, built):
        wrong = [f"{spelt(path)}: {message}" for path, message in wrong_values(patch)]
        try:
            asked.append((patch, wrong, merged(built, patch.patch, field)))
        except CannotBeApplied:
            continue
    answers = api.would_apply(content for *_, content in asked)

    disagreed = [
        f"{patch.patch}\n  we: {wrong}\n  server: {answer.message or 'accepted'}"
        for (patch, wrong, _), answer in zip(asked, answers, strict=True)
        if (answer.accepted if wrong else any(each in answer.message for each in DECODING))
    ]
    assert len(asked) > EXAMPLES / 2
    assert not disagreed[:5], "\n".join(disagreed[:5])


def test_a_number_that_is_too_large_is_refused_because_the_server_makes_another_one_of_it(api: ApiServer) -> None:
    patch = PatchSettings(
        object="Deployment", reason="made up by a test", patch={"spec": {"minReadySeconds": 2**32 + 5}}
    )
    built = merged(objects()["Deployment"], patch.patch, object_of("Deployment"))

    status, answer, _ = api._ask("PATCH", f"{api._path(built)}?{STRICTLY}", built)

    assert (status, answer["spec"]["minReadySeconds"]) == (201, 5)
    assert [message for _, message in wrong_values(patch)] == [
        "expected a whole number up to 2147483647; got 4294967301"
    ]

"""Patches: their effect on the object in the cluster, and their display in a preview."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from slipway.settings.patches import MERGE_KEYS
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

REASON = "its helper signals it"
CHANGE = "{spec: {template: {spec: {shareProcessNamespace: true}}}}"
PATCH = f"{{object: Deployment, reason: {REASON}, patch: {CHANGE}}}"
SETTINGS = f"""
config:
  slipway:environment: development
  slipway:namespaces:
    patched:
      apps:
        web:
          image: nginx:1.29.0
          port: 8080
          patches:
            - {PATCH}
"""
TOLD = f"spec.template.spec.shareProcessNamespace: {REASON}"


@pytest.fixture(scope="module")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    stack = own_stack("patched", SETTINGS, engine, cluster, folder)
    assert f"patched {TOLD}" in stack.up().out
    stack.restore()
    yield stack
    stack.destroy()
    stack.engine.remove_stack("patched")


@pytest.fixture
def patched(deployed: StackUnderTest) -> StackUnderTest:
    """Deployed as it was at first."""
    deployed.restore()
    return deployed


def deployment(stack: StackUnderTest) -> Any:
    return stack.get("deployment", "patched", "web")


def test_the_object_of_the_cluster_is_patched_and_tells_why(patched: StackUnderTest) -> None:
    live = deployment(patched)

    assert live["spec"]["template"]["spec"]["shareProcessNamespace"] is True
    assert live["metadata"]["annotations"]["slipway.dev/patched"] == TOLD
    assert patched.unchanged().code == 0


def test_a_preview_shows_the_field_the_reason_and_where(patched: StackUnderTest) -> None:
    with patched.edited("shareProcessNamespace: true", "priority: 0"):
        preview = patched.run("preview", "--diff")
        shown = preview.out + preview.err
        assert "patched spec.template.spec.priority" in shown

    assert "- shareProcessNamespace: true" in shown.replace("  ", " ")
    assert "+ slipway.dev/patched" in shown or "~ slipway.dev/patched" in shown
    assert f'"spec.template.spec.priority: {REASON}"' in shown


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("shareProcessNamespace", "shareProcesNamespace", "field of PodSpec; did you mean shareProcessNamespace?"),
        ("shareProcessNamespace: true", 'shareProcessNamespace: "yes"', "shareProcessNamespace: expected bool"),
        ("shareProcessNamespace: true", "restartPolicy: Never", 'supported values: "Always"'),
    ],
    ids=["name", "type", "value"],
)
def test_a_patch_that_kubernetes_would_not_take_is_refused_by_the_preview(
    patched: StackUnderTest, right: str, wrong: str, message: str
) -> None:
    with patched.edited(right, wrong):
        refused = patched.run("preview", check=False)

    assert refused.code != 0
    assert message in refused.out
    assert "Traceback" not in refused.out


def test_a_patch_that_is_taken_away_takes_its_change_with_it(patched: StackUnderTest) -> None:
    with patched.edited(f"          patches:\n            - {PATCH}\n", ""):
        assert "patched spec" not in patched.up().out

    live = deployment(patched)
    assert "shareProcessNamespace" not in live["spec"]["template"]["spec"]
    assert "slipway.dev/patched" not in live["metadata"]["annotations"]


def test_lists_are_merged_by_the_keys_that_kubernetes_merges_them_by(cluster: EmbeddedCluster) -> None:
    definitions = json.loads(cluster.kubectl(["get", "--raw", "/openapi/v2"]).out)["definitions"]
    kinds = {"Container", "PodSpec", "ServiceSpec"}
    keys = {
        (name, field["x-kubernetes-patch-merge-key"])
        for definition, schema in definitions.items()
        if definition.removeprefix("io.k8s.api.core.v1.") in kinds
        for name, field in schema["properties"].items()
        if "x-kubernetes-patch-merge-key" in field
    }

    ours = {(name, key) for name, candidates in MERGE_KEYS.items() for key in candidates}
    assert ours <= keys
    assert {name for name, _ in keys - ours} <= {"ephemeralContainers", "schedulingGates", "resourceClaims"}

"""Patches: their effect on the object in the cluster, and their display in a preview."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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


def test_what_only_the_server_knows_is_refused_by_the_preview_once_the_namespace_exists(
    patched: StackUnderTest,
) -> None:
    with patched.edited("shareProcessNamespace: true", "activeDeadlineSeconds: 5"):
        refused = patched.run("preview", check=False)

    assert refused.code != 0
    assert "activeDeadlineSeconds in ReplicaSet is not Supported" in refused.out


def test_a_patch_that_is_taken_away_takes_its_change_with_it(patched: StackUnderTest) -> None:
    with patched.edited(f"          patches:\n            - {PATCH}\n", ""):
        assert "patched spec" not in patched.up().out

    live = deployment(patched)
    assert "shareProcessNamespace" not in live["spec"]["template"]["spec"]
    assert "slipway.dev/patched" not in live["metadata"]["annotations"]


WRONG = {
    "shareProcesNamespace: true": "field of PodSpec; did you mean shareProcessNamespace?",
    'shareProcessNamespace: "yes"': 'shareProcessNamespace: expected true or false; got "yes"',
    "dnsPolicy: Cluster": "dnsPolicy: expected one of ClusterFirst,",
    "containers: [{name: wbe, tty: true}]": 'unknown container "wbe" of the app; did you mean web?',
    "containers: [{name: web, ports: [{containerPort: 8080, name: web}]}]": "expected http, the name by which",
}


@pytest.mark.parametrize("command", ["preview", "up"])
def test_the_first_command_of_a_stack_refuses_all_that_kubernetes_would_not_take(
    engine: Engine, cluster: EmbeddedCluster, folder: Path, command: str
) -> None:
    patches = "".join(f"\n            - {PATCH.replace('shareProcessNamespace: true', wrong)}" for wrong in WRONG)
    settings = SETTINGS.replace(f"\n            - {PATCH}", patches).replace("patched:", "never:")
    stack = own_stack("never", settings, engine, cluster, folder)
    before = stack.objects()

    refused = stack.run("preview", check=False) if command == "preview" else stack.up(check=False)

    assert refused.code != 0
    assert f"Pulumi.never.yaml has {len(WRONG)} problems; nothing was changed" in refused.out
    assert [message for message in WRONG.values() if message not in refused.out] == []
    assert "Traceback" not in refused.out
    assert stack.objects() == before
    stack.engine.remove_stack("never")

"""The production stack: refused with placeholders, deployed with real secrets and a cluster."""

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stack.git_status import VARIABLE
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

SECRETS = [
    "course-prod.db-user-pass.username",
    "course-prod.db-user-pass.password",
    "sample-prod.db-connection-secret.PRIVATE_NODE_API_DB_USERNAME",
    "sample-prod.db-connection-secret.PRIVATE_NODE_API_DB_PASSWORD",
    "monitoring.grafana-admin.password",
    "monitoring.pager.routing-key",
    "monitoring.slack.course",
    "monitoring.slack.sample",
    "monitoring.slack.platform",
    "monitoring.dead-mans-switch.url",
]
NOBODYS = "00000000-0000-0000-0000-000000000000"


def identity(stack: StackUnderTest) -> str:
    uid: str = stack.get("namespace", "default", "kube-system")["metadata"]["uid"]
    return uid


def _each_credential_is_mounted_where_its_receiver_reads_it(prod: StackUnderTest) -> None:
    held = prod.get("secret", "monitoring", "alertmanager-monitoring-alertmanager")["data"]["alertmanager.yaml"]
    mounted = prod.get("alertmanager", "monitoring", "monitoring-alertmanager")["spec"]["secrets"]
    read = set(re.findall(r"_file: /etc/alertmanager/secrets/(\S+)", b64decode(held).decode()))

    assert len(mounted) == 3
    assert read == {f"{name}/{key}" for name in mounted for key in prod.get("secret", "monitoring", name)["data"]}


def made(resources: dict[str, dict[str, Any]]) -> set[str]:
    """Everything of them that is in the cluster."""
    return {urn for urn, each in resources.items() if each["type"].startswith("kubernetes:")}


@pytest.fixture(scope="module")
def shipped(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack file of the repository, before the deployment."""
    # Whoever runs the tests may be at work in the tree; the guard has tests of its own.
    working = Engine(engine.layout, surroundings={**engine.surroundings, VARIABLE: "the tests run in any tree"})
    working.ensure_stack("prod")
    stack = StackUnderTest("prod", working, cluster, folder)
    yield stack
    stack.destroy()
    working.remove_stack("prod")


@pytest.fixture
def prod(shipped: StackUnderTest) -> Iterator[StackUnderTest]:
    """Its file says what it said at first, before and after the test."""
    text = shipped.file.read_text()
    yield shipped
    shipped.file.write_text(text)


def test_another_cluster_than_its_own_is_refused_even_for_a_preview(prod: StackUnderTest) -> None:
    refused = prod.run("preview", check=False)

    assert refused.code != 0
    assert "this stack belongs to the kube context prod, but the kubeconfig does not have it" in refused.out


def test_placeholders_are_a_warning_in_a_preview_and_refused_by_up(prod: StackUnderTest) -> None:
    before = prod.resources()

    with prod.edited("context: prod ", "context: kwok-slipway "), prod.edited(NOBODYS, identity(prod)):
        preview = prod.run("preview", check=False)
        refused = prod.up(check=False)

    assert preview.code == 0
    assert refused.code != 0
    for path in SECRETS:
        assert f"secrets.{path}: still has the placeholder value" in preview.out
        assert f"secrets.{path}: still has the placeholder value" in refused.out
    assert made(prod.resources()) == made(before)


def test_with_secrets_and_a_cluster_of_its_own_it_is_deployed_at_production_size(prod: StackUnderTest) -> None:
    for path in SECRETS:
        prod.config("set", "--path", "--secret", f"slipway:secrets.{path}", f"tulip-{path}")
    prod.config("set", "--path", "slipway:cluster.context", "kwok-slipway")
    prod.config("set", "--path", "slipway:cluster.uid", identity(prod))

    prod.up()

    assert len(prod.pods("course-prod", "python-web")) == 6
    assert len(prod.pods("course-prod", "visits")) == 3
    assert prod.get("prometheus", "monitoring", "monitoring-prometheus")["spec"]["replicas"] == 2
    _each_credential_is_mounted_where_its_receiver_reads_it(prod)
    # The demand of the chart (tests/unit/slipway/checks/test_demand.py) on three nodes, without the pods of a
    # rollout and without the pods that the operator creates.
    quota = prod.get("resourcequota", "monitoring", "quota")["status"]
    assert (quota["used"]["pods"], quota["hard"]["pods"]) == ("6", "30")
    assert quota["used"]["requests.cpu"] == "200m"
    assert prod.unchanged().code == 0

"""The network policies of the app graph on the API server, evaluated for all pairs of pods."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from offline.manifests import manifests
from tests.cluster_of_pods import reached
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tests.every_connection import CONNECTED, FILE
from tests.recorded import recorded
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

KINDS = "deployments,statefulsets,daemonsets,cronjobs,jobs,networkpolicies"


def policies() -> list[dict[str, Any]]:
    """Those that the stack asks for."""
    return [each.content for each in manifests(recorded("graph", FILE)) if each.kind == "NetworkPolicy"]


@pytest.fixture(scope="module")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack with every kind of connection, deployed from nothing."""
    stack = own_stack("graph", FILE.read_text(), engine, cluster, folder)
    with stack.undone_afterwards():
        assert "Diagnostics" not in stack.up().out, "the API server warns"
        stack.restore()
        yield stack


@pytest.fixture
def graph(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed


def live(stack: StackUnderTest) -> list[dict[str, Any]]:
    return [each for each in stack.get(KINDS) if each["metadata"]["namespace"].startswith("graph-")]


def test_what_the_api_server_holds_lets_everybody_reach_whom_the_stack_declares(graph: StackUnderTest) -> None:
    held = live(graph)

    assert len([each for each in held if each["kind"] == "NetworkPolicy"]) == len(policies())
    assert reached(held) == CONNECTED


@pytest.mark.parametrize("namespace", ["graph-shop", "graph-data"])
def test_both_namespaces_deny_what_no_policy_names(graph: StackUnderTest, namespace: str) -> None:
    denying = graph.get("networkpolicy", namespace, "slipway.default-deny")["spec"]

    assert denying == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert graph.get("namespace", name=namespace)["metadata"]["labels"]["kubernetes.io/metadata.name"] == namespace


def test_the_api_server_takes_every_policy_as_strictly_as_it_can(graph: StackUnderTest, tmp_path: Path) -> None:
    file = tmp_path / "policies.yaml"
    file.write_text(yaml.safe_dump_all(policies()))

    replaced = graph.cluster.kubectl(["replace", "--dry-run=server", "--validate=strict", "-f", str(file)])

    assert len(replaced.out.splitlines()) == len(policies())
    assert "Warning" not in replaced.err


def test_a_second_preview_finds_nothing_to_do(graph: StackUnderTest) -> None:
    assert graph.unchanged().code == 0


def test_an_edge_that_goes_is_closed_on_both_sides_and_rolls_none_but_its_consumer(graph: StackUnderTest) -> None:
    before = {name: graph.pods("graph-shop", name) for name in ("api", "mailer", "cache")}

    with graph.edited("port: 9100, connectsTo: [cache]}", "port: 9100}"):
        graph.up()
        assert reached(live(graph)) == CONNECTED - {("graph-shop/mailer", "graph-shop/cache", "6379/TCP")}
        after = {name: graph.pods("graph-shop", name) for name in before}

    assert after["mailer"] != before["mailer"]
    assert {**after, "mailer": {}} == {**before, "mailer": {}}

"""Placement, graceful stop and relaxations as the Kubernetes API and the scheduler see them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from offline.manifests import manifests
from offline.program import record_stack
from tests.engine.comparison import Content, comparable, deviations
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

NAME = "placement"
SETTINGS = """
config:
  slipway:environment: development
  slipway:namespaces:
    placed:
      apps:
        web: # says nothing
          image: nginx:1.29
          port: 8080
          replicas: 2
        strict: # more replicas than open nodes
          image: nginx:1.29
          port: 8080
          replicas: 3
          stop: {drainSeconds: 0, processSeconds: 60}
          placement: {spread: required}
        database:
          kind: stateful
          image: postgres:18
          port: 5432
          stop: {drainSeconds: 10, processSeconds: 120}
          placement:
            nodes: {disktype: ssd, kubernetes.io/arch: [amd64, arm64], gpu: {exists: false}, legacy: {notIn: [1]}}
            preferredNodes: [{topology.kubernetes.io/zone: a}, {generation: {exists: true}}]
            tolerations:
              - dedicated=database:NoSchedule
              - {key: example.com/leaving, effect: NoExecute, seconds: 60}
            priorityClass: placed-first
            spread: {zones: none}
        cache: # beside the others, and never beside the database
          image: valkey/valkey:9.0
          port: 6379
          placement:
            near: [{app: strict, topology: zone, required: true}, {labels: {tier: {exists: true}}}]
            awayFrom:
              - {app: database, required: true}
              - {labels: {tier: [batch, night]}, namespace: relaxed}
    relaxed:
      podSecurity: {level: privileged, reason: agents look after the nodes}
      apps:
        agent:
          image: example.com/agent:1.0
          port: 9100
          relaxations:
            writableRootFilesystem: writes its pid file beside its binary
            runAsRoot: reads files of every user of its node
            privilegeEscalation: starts helpers that are set-user-ID
            addCapabilities: {SYS_PTRACE: looks into other processes, DAC_READ_SEARCH: reads files of other users}
            hostNetwork: tells the traffic of its node
            hostPath: reads the logs of its node
"""

EVEN = (["slipway-b", "slipway-b", "slipway-c"], ["slipway-b", "slipway-c", "slipway-c"])
"""The distribution of three pods over the two nodes that are open to all."""


@pytest.fixture(scope="module")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack on a cluster with one node for databases only."""
    cluster.kubectl(["label", "node", "slipway-a", "disktype=ssd"])
    cluster.kubectl(["taint", "node", "slipway-a", "dedicated=database:NoSchedule"])
    cluster.kubectl(["create", "priorityclass", "placed-first", "--value=1000"])
    stack = own_stack(NAME, SETTINGS, engine, cluster, folder)
    yield stack
    stack.destroy()
    stack.engine.remove_stack(NAME)
    cluster.kubectl(["delete", "priorityclass", "placed-first"])
    cluster.kubectl(["taint", "node", "slipway-a", "dedicated-"])
    cluster.kubectl(["label", "node", "slipway-a", "disktype-"])


@pytest.fixture
def placed(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed


@pytest.fixture
def rendered(placed: StackUnderTest) -> list[Content]:
    """The expectation, from the settings alone."""
    return comparable(manifests(record_stack(NAME, placed.file)))


def template(stack: StackUnderTest, kind: str, namespace: str, app: str) -> Any:
    """The pod template of an app in the API."""
    return stack.get(kind, namespace, app)["spec"]["template"]


def nodes(stack: StackUnderTest, namespace: str, app: str) -> list[str]:
    """The nodes of an app's pods, without pods in deletion."""
    alive = stack.pods(namespace, app)
    return sorted(pod["spec"]["nodeName"] for pod in stack.get("pods", namespace) if pod["metadata"]["name"] in alive)


def test_the_api_holds_what_was_rendered(placed: StackUnderTest, rendered: list[Content]) -> None:
    assert deviations(rendered, placed.cluster) == {}


def test_the_api_server_knows_every_field_and_warns_of_none(
    placed: StackUnderTest, rendered: list[Content], tmp_path: Path
) -> None:
    file = tmp_path / "rendered.yaml"
    file.write_text(yaml.safe_dump_all(rendered))
    strictly = ["apply", "--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict", "-f", str(file)]

    answer = placed.cluster.kubectl(strictly)

    assert answer.err == ""


def test_an_app_that_says_nothing_drains_and_is_spread(placed: StackUnderTest) -> None:
    pod = template(placed, "deployment", "placed", "web")["spec"]

    assert pod["containers"][0]["lifecycle"] == {"preStop": {"sleep": {"seconds": 5}}}
    assert pod["terminationGracePeriodSeconds"] == 35
    assert [each["topologyKey"] for each in pod["topologySpreadConstraints"]] == [
        "topology.kubernetes.io/zone",
        "kubernetes.io/hostname",
    ]
    assert nodes(placed, "placed", "web") == ["slipway-b", "slipway-c"]


def test_a_database_finds_its_node_past_the_taint_that_keeps_others_out(placed: StackUnderTest) -> None:
    assert nodes(placed, "placed", "database") == ["slipway-a"]
    [pod] = [each for each in placed.get("pods", "placed") if each["metadata"]["name"] == "database-0"]
    assert pod["spec"]["priority"] == 1000
    assert nodes(placed, "placed", "cache") in (["slipway-b"], ["slipway-c"])


def test_each_relaxation_is_to_be_read_on_the_pods_with_its_reason(placed: StackUnderTest) -> None:
    agent = template(placed, "deployment", "relaxed", "agent")
    container = agent["spec"]["containers"][0]["securityContext"]

    assert {name.removeprefix("slipway.dev/relaxation.") for name in agent["metadata"]["annotations"]} == {
        "writableRootFilesystem",
        "runAsRoot",
        "privilegeEscalation",
        "addCapabilities.SYS_PTRACE",
        "addCapabilities.DAC_READ_SEARCH",
        "hostNetwork",
        "hostPath",
    }
    assert (container["readOnlyRootFilesystem"], container["allowPrivilegeEscalation"]) == (False, True)
    assert container["capabilities"] == {"add": ["DAC_READ_SEARCH", "SYS_PTRACE"], "drop": ["ALL"]}
    assert (agent["spec"]["hostNetwork"], agent["spec"]["dnsPolicy"]) == (True, "ClusterFirstWithHostNet")
    assert len(placed.pods("relaxed", "agent")) == 1


def test_nothing_is_left_to_do(placed: StackUnderTest) -> None:
    assert placed.unchanged().code == 0


def test_a_new_version_is_spread_strictly_while_the_old_one_still_runs(placed: StackUnderTest) -> None:
    before = placed.pods("placed", "strict")
    assert nodes(placed, "placed", "strict") in EVEN

    with placed.edited("processSeconds: 60", "processSeconds: 61"):
        placed.up()
        assert not placed.pods("placed", "strict").items() & before.items()
        assert nodes(placed, "placed", "strict") in EVEN

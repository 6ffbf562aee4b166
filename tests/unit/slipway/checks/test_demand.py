from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.demand import demand
from slipway.settings.kinds import AnyAppSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.quota import LOAD_BALANCERS, NODE_PORTS, PODS, STORAGE

NODES = 5


def app(kind: str = "stateless", **fields: Any) -> AnyAppSettings:
    port = {"port": 8080} if kind in ("stateless", "stateful") else {}
    schedule = {"schedule": "@daily"} if kind == "scheduled" else {}
    web = {"kind": kind, "image": "nginx:1.29", **port, **schedule, **fields}
    return NamespaceSettings.model_validate({"apps": {"web": web}}).apps["web"]


@pytest.mark.parametrize(
    ("settings", "regular", "surge"),
    [
        (app(), 1, 1),
        (app(replicas=4), 4, 1),
        (app(replicas=5), 5, 2),
        (app(replicas=4, rollout={"maxSurge": 3}), 4, 3),
        (app(replicas=4, rollout={"maxSurge": 0, "maxUnavailable": 1}), 4, 0),
        (app(replicas=4, rollout={"type": "Recreate"}), 4, 0),
        (app(autoscaling={"maxReplicas": 9, "cpu": "70%"}), 9, 3),
        (app("worker", replicas=2), 2, 1),
        (app("stateful", replicas=3), 3, 0),
        (app("stateful", autoscaling={"maxReplicas": 7, "cpu": "70%"}), 7, 0),
        (app("agent"), NODES, 0),
        (app("agent", rollout={"maxSurge": "30%"}), NODES, 2),
        (app("agent", rollout={"maxSurge": 1, "type": "OnDelete"}), NODES, 0),
        (app("scheduled"), 1, 0),
        (app("task"), 1, 0),
    ],
)
def test_pods_are_counted_at_their_most(settings: AnyAppSettings, regular: int, surge: int) -> None:
    asked = demand(settings, NODES)

    assert (asked.regular, asked.surge) == (regular, surge)


@given(st.integers(1, 1000), st.integers(0, 100))
def test_a_share_is_rounded_up_as_a_deployment_does(replicas: int, share: int) -> None:
    surge = demand(app(replicas=replicas, rollout={"maxSurge": f"{share}%", "maxUnavailable": 1}), NODES).surge

    assert surge * 100 >= replicas * share
    assert (surge - 1) * 100 < replicas * share


def test_every_pod_counts_with_what_its_containers_ask_for() -> None:
    asked = demand(app(replicas=3, resources={"cpu": "100m..1", "memory": "1Gi"}), NODES).amounts

    assert {name: str(amount) for name, amount in asked.items()} == {
        "requests.cpu": "0.400",
        "limits.cpu": "4",
        "requests.memory": str(4 * 1024**3),
        "limits.memory": str(4 * 1024**3),
        "pods": "4",
        "requests.storage": "0",
    }


def test_claims_count_for_each_replica_for_each_pod_or_once() -> None:
    volumes = {
        "/shared": {"shared": {"size": "10Gi"}},
        "/scratch": {"ephemeral": {"size": "2Gi"}},
        "/files": {"nfs": {"server": "nas.example.com", "path": "/exports"}},
        "/others": {"claim": "archive"},
        "/cache": {"emptyDir": {"size": "5Gi"}},
    }
    stateful = demand(app("stateful", replicas=3, storage={"/data": "5Gi", "/logs": "1Gi"}), NODES).amounts
    rolling = demand(app(replicas=3, volumes=volumes), NODES).amounts

    assert stateful[STORAGE] == (5 + 1) * 3 * 1024**3
    assert rolling[STORAGE] == (10 + 2 * 4 + 1) * 1024**3


@pytest.mark.parametrize(
    ("service", "ports", "balancers"),
    [("ClusterIP", None, None), ("NodePort", 2, 0), ("LoadBalancer", 2, 1)],
)
def test_a_load_balancer_takes_ports_of_the_nodes_too(service: str, ports: int | None, balancers: int | None) -> None:
    open_port = {"port": 9090, "exposed": service != "ClusterIP"}
    asked = demand(app(service={"type": service}, ports={"metrics": open_port, "admin": 9091}), NODES).amounts

    assert (asked.get(NODE_PORTS), asked.get(LOAD_BALANCERS)) == (ports, balancers)


def test_an_agent_has_a_pod_for_every_node() -> None:
    assert demand(app("agent"), NODES).amounts[PODS] == NODES

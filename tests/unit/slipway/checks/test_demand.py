from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.demand import chart_demand, demand, demand_of_object, pod_demand, together
from slipway.settings import MonitoringSettings
from slipway.settings.kinds import AnyAppSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.objects import ManifestSettings
from slipway.settings.quota import (
    CPU_LIMITS,
    CPU_REQUESTS,
    DISK_LIMITS,
    DISK_REQUESTS,
    LOAD_BALANCERS,
    MEMORY_LIMITS,
    MEMORY_REQUESTS,
    NODE_PORTS,
    PODS,
    STORAGE,
    total,
)
from tests.monitoring_chart import CHARTS, MADE_BY_THE_OPERATOR

MILLI = st.integers(1, 5000)
MILLIS = st.lists(MILLI, max_size=4)
CPU = "requests.cpu"
DOWNLOADS = {"/models/a.bin": {"url": "https://example.com/a", "sha256": "a" * 64}}
NODES = 5


def app(kind: str = "stateless", **fields: Any) -> AnyAppSettings:
    port = {"port": 8080} if kind in ("stateless", "stateful") else {}
    schedule = {"schedule": "@daily"} if kind == "scheduled" else {}
    web = {"kind": kind, "image": "nginx:1.29", **port, **schedule, **fields}
    return NamespaceSettings.model_validate({"apps": {"web": web}}).apps["web"]


def container(cpu: str, memory: str = "10Mi") -> dict[str, object]:
    return {"image": "a:1", "resources": {"cpu": cpu, "memory": memory}}


def kubernetes(own: int, init: list[tuple[int, bool]]) -> int:
    """`PodRequests` of k8s.io/component-helpers: init containers in their order, restartable ones stay."""
    running, beside, highest = own, 0, 0
    for amount, restartable in init:
        if restartable:
            running, beside = running + amount, beside + amount
            highest = max(highest, beside)
        else:
            highest = max(highest, amount + beside)
    return max(running, highest)


@given(MILLI, MILLIS, MILLIS, MILLIS)
def test_a_pod_asks_for_what_kubernetes_reckons(
    own: int, sidecars: list[int], before: list[int], after: list[int]
) -> None:
    order = [
        *((each, False) for each in before),
        *((each, True) for each in sidecars),
        *((each, False) for each in after),
    ]

    def amounts(parts: list[int]) -> list[dict[str, Decimal]]:
        return [{CPU: Decimal(each)} for each in parts]

    reckoned = together({CPU: Decimal(own)}, amounts(sidecars), before=amounts(before), after=amounts(after))

    assert reckoned == {CPU: kubernetes(own, order)}


def test_a_container_alone_is_all_of_its_pod() -> None:
    assert pod_demand(app(resources={"cpu": "100m..1", "memory": "64Mi..128Mi"})) == {
        CPU_REQUESTS: Decimal("0.1"),
        CPU_LIMITS: Decimal(1),
        MEMORY_REQUESTS: 64 * 1024**2,
        MEMORY_LIMITS: 128 * 1024**2,
        DISK_REQUESTS: 50 * 1024**2,
        DISK_LIMITS: (1024 + 64) * 1024**2,
    }


def test_sidecars_run_beside_the_app_and_beside_init_containers() -> None:
    pod = app(
        resources={"cpu": "100m"},
        sidecars={"logs": container("50m")},
        initContainers=[{"name": "small", **container("20m")}, {"name": "large", **container("300m")}],
    )

    assert pod_demand(pod)[CPU_REQUESTS] == Decimal("0.350")


def test_downloads_come_before_the_sidecars_and_have_figures_of_their_own() -> None:
    tiny = {"cpu": "1m", "memory": "1Mi"}

    assert pod_demand(app(resources=tiny, sidecars={"logs": container("1m", "1Mi")}, downloads=DOWNLOADS)) == {
        CPU_REQUESTS: Decimal("0.05"),
        CPU_LIMITS: Decimal("0.5"),
        MEMORY_REQUESTS: 128 * 1024**2,
        MEMORY_LIMITS: 128 * 1024**2,
        DISK_REQUESTS: 2 * 50 * 1024**2,
        DISK_LIMITS: (1024 + 64 + 257 + 1024) * 1024**2,
    }


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
        "requests.ephemeral-storage": str(4 * 50 * 1024**2),
        "limits.ephemeral-storage": str(4 * (1024 + 64) * 1024**2),
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


def test_every_service_that_is_open_counts() -> None:
    further = {
        "a": {"type": "LoadBalancer", "ports": ["http", "metrics"]},
        "b": {"type": "NodePort", "ports": ["http"]},
        "c": {"ports": ["http"]},
    }
    asked = demand(app(service={"type": "LoadBalancer"}, ports={"metrics": 9090}, services=further), NODES).amounts

    assert (asked[NODE_PORTS], asked[LOAD_BALANCERS]) == (Decimal(1 + 2 + 1), Decimal(2))


def test_an_agent_has_a_pod_for_every_node() -> None:
    assert demand(app("agent"), NODES).amounts[PODS] == NODES


PART_NAMES = {
    "prometheus-node-exporter": "node-exporter",
    "admission-create": "Helm's hooks",
    "admission-patch": "Helm's hooks",
}
"""Parts whose names differ from the names in the chart."""
PODS_OF = {"Deployment": 2, "DaemonSet": NODES, "Job": 1}


def asked_of(part: str, **settings: Any) -> dict[str, Decimal]:
    return dict(chart_demand(MonitoringSettings.model_validate(settings), NODES)[part].amounts)


def test_each_prometheus_asks_for_itself_its_reloader_and_its_volume() -> None:
    prometheus = asked_of("prometheus", prometheus={"replicas": 2, "storage": "100Gi"})

    assert prometheus[CPU_REQUESTS] == 2 * Decimal("0.210")
    assert prometheus[CPU_LIMITS] == 2 * Decimal("2.1")
    assert prometheus[MEMORY_REQUESTS] == 2 * (1024 + 64) * 1024**2
    assert prometheus[STORAGE] == 200 * 1024**3
    assert prometheus[PODS] == 2


def test_each_alertmanager_has_a_volume_of_its_own() -> None:
    assert asked_of("alertmanager", alertmanager={"replicas": 3, "storage": "2Gi"})[STORAGE] == 6 * 1024**3


@pytest.mark.parametrize(
    ("part", "cpu"), [("grafana", "0.140"), ("operator", "0.100"), ("kube-state-metrics", "0.040")]
)
def test_a_rollout_of_what_is_there_once_adds_a_pod(part: str, cpu: str) -> None:
    demand = asked_of(part)

    assert (demand[PODS], demand[CPU_REQUESTS]) == (Decimal(2), Decimal(cpu))


def test_node_exporter_is_on_every_node() -> None:
    assert asked_of("node-exporter")[PODS] == NODES
    assert asked_of("node-exporter")[CPU_REQUESTS] == NODES * Decimal("0.020")


def test_a_hook_of_helms_gets_what_is_given_to_containers_that_say_nothing() -> None:
    assert asked_of("Helm's hooks", limits={"cpu": "1..2", "memory": "1Gi"})[CPU_LIMITS] == 2


def test_only_what_keeps_data_asks_for_storage() -> None:
    demands = chart_demand(MonitoringSettings(), NODES)

    assert {part for part, each in demands.items() if each.amounts.get(STORAGE)} == {"prometheus", "alertmanager"}
    assert total(each.amounts for each in demands.values())[STORAGE] == 11 * 1024**3


@pytest.mark.parametrize("chart", CHARTS)
def test_all_that_the_chart_makes_is_reckoned_at_its_most(chart: str) -> None:
    made = {PART_NAMES.get(name, name): PODS_OF[kind] for name, kind in CHARTS[chart]().kinds.items()}

    reckoned = {part: each.amounts[PODS] for part, each in chart_demand(MonitoringSettings(), NODES).items()}

    assert reckoned == {**made, **dict.fromkeys(MADE_BY_THE_OPERATOR, 1)}


def test_requests_that_follow_the_use_can_be_as_large_as_the_limits() -> None:
    resources = {"cpu": "100m..1", "memory": "64Mi..1Gi"}
    off, initial = (
        demand(app("worker", resources=resources, verticalAutoscaling={"updateMode": mode}), NODES).amounts
        for mode in ("Off", "Initial")
    )

    assert off[CPU_REQUESTS] < off[CPU_LIMITS]
    assert (initial[CPU_REQUESTS], initial[MEMORY_REQUESTS]) == (initial[CPU_LIMITS], initial[MEMORY_LIMITS])
    assert (initial[CPU_LIMITS], initial[MEMORY_LIMITS]) == (off[CPU_LIMITS], off[MEMORY_LIMITS])


def test_the_disk_of_the_chart_is_what_its_parts_or_the_namespace_say() -> None:
    said = {"limits": {"ephemeral-storage": "50Mi..1Gi"}, "grafana": {"resources": {"ephemeral-storage": "1Gi..2Gi"}}}

    assert DISK_LIMITS not in asked_of("grafana")
    assert asked_of("grafana", **said)[DISK_LIMITS] == 2 * (2 + 1 + 1) * 1024**3
    assert asked_of("node-exporter", **said)[DISK_REQUESTS] == NODES * 50 * 1024**2


def service(**spec: Any) -> dict[str, Decimal]:
    settings = {"apiVersion": "v1", "kind": "Service", "spec": {"ports": [{"port": 80}, {"port": 443}], **spec}}
    return dict(demand_of_object(ManifestSettings.model_validate(settings)).amounts)


def test_an_object_counts_what_its_service_opens_outside() -> None:
    assert service() == {}
    assert service(type="NodePort") == {NODE_PORTS: 2}
    assert service(type="LoadBalancer") == {NODE_PORTS: 2, LOAD_BALANCERS: 1}


def test_a_load_balancer_that_takes_no_node_ports_counts_those_that_it_names() -> None:
    ports = [{"port": 80}, {"port": 443, "nodePort": 30443}]

    assert service(type="LoadBalancer", allocateLoadBalancerNodePorts=False, ports=ports) == {
        NODE_PORTS: 1,
        LOAD_BALANCERS: 1,
    }


def test_ports_of_another_form_are_not_counted_because_another_check_refuses_them() -> None:
    assert service(type="NodePort", ports=[80]) == service(type="NodePort", ports=None) == {NODE_PORTS: 0}

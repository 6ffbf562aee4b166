"""The allowed connections in the namespace of the monitoring, for all pods of the chart, for apps and for outside pods,
on all ports, compared with a matrix written by hand.
"""

from typing import Any

import pytest
import yaml

from components import MonitoringStack
from components.network import NetworkPolicies
from offline.manifests import manifests
from slipway.checks.stack import check_stack
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph
from slipway.topology.chart_pods import LABELS
from tests.deployment import deploy
from tests.monitoring_chart import BY_HAND, CHARTS, Chart
from tests.monitoring_matrix import MESH, around, asking_dns, own_flows, pods, reached
from tests.network_policies import Policies, Somebody

SHOP = """
environment: development
cluster: {nodeCidrs: [10.0.1.0/24], apiServer: {cidrs: [10.0.0.1/32]}}
monitoring: {}
namespaces:
  shop:
    apps:
      web: {image: "a:1", port: 8080, ports: {metrics: 9102}}
      api: {image: "a:1", port: 8080, ports: {admin: 9100}}
      mailer: {kind: worker, image: "a:1", port: 9100, metrics: {}}
      pager: {image: "a:1", port: 8080}
"""
AGENTS = ("kube-system/agent-k8s-app", "kube-system/agent-app")
FLOWS = own_flows(nodes=["node"], servers=["api-server"], callers=["api-server", "node", *AGENTS])
SCRAPED = {
    ("monitoring/prometheus", "shop/web", "9102/TCP"),
    ("monitoring/prometheus", "shop/mailer", "9100/TCP"),
}


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return CHARTS[request.param]()


def objects(stack: dict[str, Any]) -> list[dict[str, Any]]:
    settings = StackSettings.model_validate(stack)
    assert check_stack(settings, {"monitoring": {"grafana-admin": frozenset({"password"})}}) == []
    graph, monitoring = Graph.of(settings), settings.monitoring
    assert monitoring

    def program() -> None:
        MonitoringStack("monitoring", monitoring, grafana_password="tulip", graph=graph)
        for name in settings.namespaces:
            NetworkPolicies(name, graph, namespace=name)

    return [each.content for each in manifests(deploy(program))]


def apps() -> list[Somebody]:
    return [
        Somebody(
            name, f"100.66.0.{index}", "shop", {"app.kubernetes.io/name": name}, {"kubernetes.io/metadata.name": "shop"}
        )
        for index, name in enumerate(("web", "api", "mailer", "pager"))
    ]


def edited(**said: Any) -> dict[str, Any]:
    """The stack with other settings of the monitoring."""
    return {**yaml.safe_load(SHOP), "monitoring": said}


EVERYBODY = [*pods(), *apps(), *around()]


def test_everybody_reaches_whom_the_chart_needs_and_nobody_else() -> None:
    assert reached(objects(edited()), EVERYBODY) == FLOWS | SCRAPED


def test_several_alertmanagers_tell_one_another_what_they_have_told() -> None:
    assert reached(objects(edited(alertmanager={"replicas": 2})), EVERYBODY) == FLOWS | SCRAPED | MESH


def test_every_pod_asks_the_dns_of_the_cluster() -> None:
    policies, everybody = Policies(objects(edited())), {str(each): each for each in EVERYBODY}
    assert asking_dns(EVERYBODY)
    for source, target, port in asking_dns(EVERYBODY):
        number, _, protocol = port.partition("/")
        assert policies.allow(everybody[source], everybody[target], int(number), protocol)


def test_what_is_declared_is_open_beside_it_on_both_sides() -> None:
    stack = edited(
        prometheus={"connectsTo": [{"pods": {"namespace": "traefik"}, "port": 9100}]},
        alertmanager={
            "connectsTo": [{"cidr": "203.0.113.9/32", "port": 443}, {"app": "pager", "namespace": "shop"}],
        },
        grafana={"acceptsFrom": [{"namespace": "traefik"}]},
    )
    stack["namespaces"]["shop"]["apps"]["pager"]["acceptsFrom"] = ["monitoring/alertmanager"]

    assert reached(objects(stack), EVERYBODY) == FLOWS | SCRAPED | {
        ("monitoring/prometheus", "traefik/traefik", "9100/TCP"),
        ("monitoring/alertmanager", "client", "443/TCP"),
        ("monitoring/alertmanager", "shop/pager", "8080/TCP"),
        ("traefik/traefik", "monitoring/grafana", "3000/TCP"),
    }


def test_a_control_plane_of_ones_own_is_scraped_on_its_nodes() -> None:
    found = reached(objects(edited(managedControlPlane=False)), EVERYBODY)

    assert found == FLOWS | SCRAPED | {
        ("monitoring/prometheus", "node", f"{port}/TCP") for port in (2381, 10249, 10257, 10259)
    }


def test_an_agent_on_the_network_of_its_node_is_scraped_there() -> None:
    stack = edited()
    relaxed = {"relaxations": {"hostNetwork": "reads the counters of its node"}}
    stack["namespaces"]["shop"] = {
        "podSecurity": {"level": "privileged", "reason": "an agent sees its node"},
        "apps": {"probe": {"kind": "agent", "image": "a:1", "port": 10901, "metrics": {}, **relaxed}},
    }

    assert reached(objects(stack), EVERYBODY) - FLOWS == {("monitoring/prometheus", "node", "10901/TCP")}


def test_until_addresses_are_said_all_private_ones_are_taken_for_nodes_and_api_server_on_their_ports() -> None:
    stack = edited()
    del stack["cluster"]
    private = ["node", "api-server", "managed-database"]

    assert reached(objects(stack), EVERYBODY) == SCRAPED | own_flows(private, private, [*private, *AGENTS])


@pytest.mark.parametrize("network", ["kubernetes", "cilium"])
def test_no_address_and_no_agent_means_nobody_and_never_everybody(network: str) -> None:
    stack = edited()
    nobody: dict[str, Any] = {"cidrs": [], "agents": []}
    stack["cluster"] = {"nodeCidrs": [], "apiServer": nobody, "networkPolicies": network}

    assert reached(objects(stack), EVERYBODY) == SCRAPED | own_flows(nodes=[], servers=[], callers=[])


@pytest.mark.parametrize("name", ["slipway.default-deny", *LABELS])
def test_the_matrix_notices_a_policy_that_is_missing(name: str) -> None:
    there = objects(edited())
    without = [
        each
        for each in there
        if each["kind"] != "NetworkPolicy"
        or (each["metadata"]["namespace"], each["metadata"]["name"]) != ("monitoring", name)
    ]

    assert len(without) == len(there) - 1
    assert reached(without, EVERYBODY) != FLOWS | SCRAPED


def test_each_pod_of_the_chart_is_known_by_the_labels_of_one_policy(chart: Chart) -> None:
    known = {
        pod: [part for part, labels in LABELS.items() if labels.items() <= own.items()]
        for pod, own in chart.pods.items()
    }

    assert known == {
        "grafana": ["grafana"],
        "kube-state-metrics": ["kube-state-metrics"],
        "operator": ["operator"],
        "admission-create": ["admission"],
        "admission-patch": ["admission"],
    }
    assert chart.on_nodes == {"prometheus-node-exporter"}


def test_the_policies_select_as_the_services_of_the_chart_do(chart: Chart) -> None:
    assert chart.selectors == {part: labels for part, labels in LABELS.items() if part != "admission"}


def test_the_matrix_gives_pods_the_labels_of_the_chart(chart: Chart) -> None:
    assert all(BY_HAND.pods[name].items() <= own.items() for name, own in chart.pods.items())
    assert chart.pods.keys() == BY_HAND.pods.keys()


def test_every_target_of_the_chart_is_open_to_prometheus(chart: Chart) -> None:
    there = {"coredns": "kube-system/dns", **{name: f"monitoring/{name}" for name in LABELS}}
    open_ = reached(objects(edited(managedControlPlane=False)), EVERYBODY)

    closed = [
        (name, port)
        for name, port in chart.targets
        if ("monitoring/prometheus", there.get(name, "node"), f"{port}/TCP") not in open_
    ]
    assert chart.targets == BY_HAND.targets
    assert closed == []

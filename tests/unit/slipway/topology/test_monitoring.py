from typing import Any

import yaml

from slipway.settings.ports import PodPort
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.chart_pods import LABELS, pods
from slipway.topology.monitoring import Part, monitoring_traffic
from slipway.topology.rules import Addresses, Entity, Rule

SHOP = """
web: {image: "a:1", port: 8080, ports: {metrics: 9102}}
api: {image: "a:1", port: 8080, ports: {metrics: 9102}}
mailer: {kind: worker, image: "a:1", port: 9100, metrics: {}}
silent: {image: "a:1", port: 8080}
"""
NODES = {"nodeCidrs": ["10.0.1.0/24"], "apiServer": {"cidrs": ["10.0.0.1/32"], "ports": [6443], "agents": []}}


def parts(cluster: dict[str, Any] | None = None, apps: str = "{}", **said: Any) -> dict[str, Part]:
    stack = {
        "environment": "development",
        "cluster": {**NODES, **(cluster or {})},
        "monitoring": said,
        "namespaces": {"shop": {"apps": yaml.safe_load(apps)}},
    }
    graph = Graph.of(StackSettings.model_validate(stack))
    assert graph.declared.monitoring
    return monitoring_traffic(graph, graph.declared.monitoring)


def test_every_part_of_the_chart_is_spoken_of() -> None:
    assert parts().keys() == LABELS.keys()


def test_prometheus_scrapes_the_apps_that_can_be_scraped_and_those_of_one_port_stand_together() -> None:
    egress = parts(apps=SHOP)["prometheus"].traffic.egress

    assert [rule for rule in egress if isinstance(rule.peers[0], AppId)] == [
        Rule((AppId("shop", "web"), AppId("shop", "api")), (PodPort(9102),)),
        Rule((AppId("shop", "mailer"),), (PodPort(9100),)),
    ]


def test_nodes_are_reached_by_prometheus_alone_and_the_control_plane_where_it_is_on_them() -> None:
    managed, own = parts(), parts(managedControlPlane=False)
    on_nodes = [PodPort(10250), PodPort(9100)]

    assert {name for name, part in managed.items() if part.node_ports} == {"prometheus"}
    assert list(managed["prometheus"].node_ports) == on_nodes
    assert Rule((Addresses("10.0.1.0/24"),), tuple(on_nodes)) in managed["prometheus"].traffic.egress
    assert set(own["prometheus"].node_ports) - set(on_nodes) == set(map(PodPort, (2381, 10249, 10257, 10259)))


def test_an_agent_on_the_network_of_its_node_is_scraped_there_and_not_as_a_pod() -> None:
    relaxed = "relaxations: {hostNetwork: it counts the packets of the node}"
    agent = f"{{kind: agent, image: 'a:1', port: {{name: metrics, port: 9200}}, {relaxed}}}"
    prometheus = parts(apps=f"{{logs: {agent}}}")["prometheus"]

    assert PodPort(9200) in prometheus.node_ports
    assert not [rule for rule in prometheus.traffic.egress if AppId("shop", "logs") in rule.peers]


def test_the_api_server_calls_the_operators_webhook_and_no_other_part() -> None:
    found = parts()

    called = Rule((Addresses("10.0.0.1/32"), Addresses("10.0.1.0/24")), (PodPort(10250),))
    assert {name for name, part in found.items() if called in part.traffic.ingress} == {"operator"}


def test_nodes_and_addresses_may_be_let_in_too() -> None:
    outsiders = {"acceptsFrom": [{"nodes": True}, {"cidr": "203.0.113.0/24"}]}
    web = (PodPort(3000),)

    by_address = parts(grafana=outsiders)["grafana"].traffic.ingress
    by_name = parts({"networkPolicies": "cilium"}, grafana=outsiders)["grafana"].traffic.ingress

    assert Rule((Addresses("10.0.1.0/24"), Addresses("203.0.113.0/24")), web) in by_address
    assert Rule((Entity("host"), Entity("remote-node"), Addresses("203.0.113.0/24")), web) in by_name


def test_alertmanagers_talk_among_themselves_once_there_are_several_and_ask_no_api() -> None:
    own = pods("alertmanager", "monitoring")
    mesh = Rule((own,), (PodPort(9094), PodPort(9094, "UDP")))

    for replicas, there in ((1, False), (2, True)):
        alertmanager = parts(alertmanager={"replicas": replicas})["alertmanager"]
        assert (mesh in alertmanager.traffic.ingress, mesh in alertmanager.traffic.egress) == (there, there)
        assert not alertmanager.api


def test_what_only_some_networks_know_by_name_is_kept_apart() -> None:
    hook = {"connectsTo": [{"host": "hooks.example.com", "port": 443}]}
    alertmanager = parts({"networkPolicies": "cilium"}, alertmanager=hook)["alertmanager"]

    assert [each.host for each in alertmanager.named] == ["hooks.example.com"]
    assert alertmanager.traffic.egress == ()


def test_a_port_that_a_chart_value_moves_is_open_and_the_usual_one_is_not() -> None:
    values = {"prometheus-node-exporter": {"service": {"port": 9101, "targetPort": 9101}}}
    extra = {"extraValues": {"reason": "another exporter has port 9100", "values": values}}
    stack = StackSettings.model_validate({"environment": "development", "monitoring": extra})
    assert stack.monitoring

    nodes = monitoring_traffic(Graph.of(stack), stack.monitoring)["prometheus"].node_ports

    assert PodPort(9101) in nodes
    assert PodPort(9100) not in nodes


def test_alertmanager_may_reach_the_hosts_of_receivers_that_get_alerts_and_none_in_the_cluster() -> None:
    receivers = {
        "one": {"slack": {"apiUrl": "slack/one"}},
        "two": {"slack": {"apiUrl": "slack/two"}},
        "mail": {"email": {"to": ["a@b.io"], "from": "c@b.io", "smarthost": "smtp.example.com:587"}},
        "bot": {"webhook": {"url": "http://bot.chat.svc:8080/"}},
        "unused": {"webhook": {"url": "https://unused.example.com/"}},
    }
    found = parts(alerting={"receivers": receivers, "default": {"critical": ["one", "two", "bot"], "warning": "mail"}})

    assert [(each.host, each.port) for each in found["alertmanager"].named] == [
        ("hooks.slack.com", 443),
        ("smtp.example.com", 587),
    ]
    assert found["prometheus"].named == ()

from typing import Any

from slipway.blocks.cilium_policy import callers_policy, cilium_policy, dns_policy, monitoring_policy
from slipway.settings import StatelessAppSettings
from slipway.settings.cluster import DnsSettings
from slipway.settings.ports import PodPort
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph
from slipway.topology.cloud_metadata import METADATA
from slipway.topology.monitoring import monitoring_traffic
from slipway.topology.rules import Addresses, Entity, Rule, Traffic
from slipway.topology.traffic import to_outside

SELECTOR = {"app.kubernetes.io/name": "web"}
DNS = DnsSettings()
ON_NODES = DnsSettings(cidrs=("169.254.20.10/32",), ports=(53, 5353))


def policy(*connections: Any, **said: Any) -> dict[str, Any] | None:
    app = StatelessAppSettings.model_validate({"image": "a:1", "port": 1, "connectsTo": connections, **said})
    return cilium_policy(app, SELECTOR, DNS, Traffic((), tuple(to_outside(app.connects_to))))


def test_a_name_is_open_on_its_ports_and_its_addresses_are_learnt_from_dns() -> None:
    watched = {
        "toEndpoints": [{"matchLabels": {"k8s:io.kubernetes.pod.namespace": "kube-system", "k8s:k8s-app": "kube-dns"}}],
        "toPorts": [{"ports": [{"port": "53", "protocol": "ANY"}], "rules": {"dns": [{"matchPattern": "*"}]}}],
    }

    assert policy({"host": "db.example.com", "port": 5432}, {"host": "*.example.org", "ports": [80, 443]}) == {
        "endpointSelector": {"matchLabels": SELECTOR},
        "egress": [
            watched,
            {
                "toFQDNs": [{"matchName": "db.example.com"}],
                "toPorts": [{"ports": [{"port": "5432", "protocol": "TCP"}]}],
            },
            {
                "toFQDNs": [{"matchPattern": "*.example.org"}],
                "toPorts": [{"ports": [{"port": "80", "protocol": "TCP"}, {"port": "443", "protocol": "TCP"}]}],
            },
        ],
        "egressDeny": [{"toCIDRSet": [{"cidr": each} for each in METADATA]}],
    }


def test_a_name_that_leads_to_the_metadata_of_the_cloud_is_denied_unless_the_app_names_the_address() -> None:
    found = policy({"host": "db.example.com", "port": 5432}, {"cidr": "169.254.170.23/32", "port": 80})

    assert found
    [denied] = found["egressDeny"]
    assert denied["toCIDRSet"][0] == {"cidr": "169.254.0.0/16", "except": ["169.254.170.23/32"]}
    assert [each["cidr"] for each in denied["toCIDRSet"]] == [*METADATA]


def test_a_range_of_ports_of_a_name_has_an_end() -> None:
    found = policy({"host": "turn.example.com", "ports": ["49152..65535"], "protocol": "UDP"})

    assert found
    assert found["egress"][1]["toPorts"] == [{"ports": [{"port": "49152", "endPort": 65535, "protocol": "UDP"}]}]


def test_who_asks_the_kubernetes_api_reaches_it_without_an_address() -> None:
    found = policy(apiAccess={"reason": "reads its own pods"})

    assert found
    assert found["egress"] == [{"toEntities": ["kube-apiserver"]}]


def test_who_asks_for_neither_has_none() -> None:
    assert policy({"cidr": "10.0.0.0/8", "port": 1}) is None


def test_a_cache_on_the_node_is_asked_too_and_is_no_metadata_server() -> None:
    app = StatelessAppSettings.model_validate(
        {"image": "a:1", "port": 1, "connectsTo": [{"host": "db.example.com", "port": 5432}]}
    )

    found = cilium_policy(app, SELECTOR, ON_NODES, Traffic((), ()))

    ports = [{"port": "53", "protocol": "ANY"}, {"port": "5353", "protocol": "ANY"}]
    watched = [{"ports": ports, "rules": {"dns": [{"matchPattern": "*"}]}}]
    assert found
    assert found["egress"][1:3] == [
        {"toCIDR": ["169.254.20.10/32"], "toPorts": watched},
        {"toEntities": ["host"], "toPorts": watched},
    ]
    assert found["egressDeny"][0]["toCIDRSet"][0] == {"cidr": "169.254.0.0/16", "except": ["169.254.20.10/32"]}


def test_every_pod_asks_the_cache_on_its_node_by_what_it_is() -> None:
    ports = [{"port": "53", "protocol": "ANY"}, {"port": "5353", "protocol": "ANY"}]

    assert dns_policy(DNS) is None
    assert dns_policy(ON_NODES) == {
        "endpointSelector": {},
        "egress": [{"toEntities": ["host"], "toPorts": [{"ports": ports}]}],
    }


def test_nodes_are_let_in_by_what_they_are_and_addresses_are_left_to_the_network_policy() -> None:
    nodes = Rule((Entity("host"), Entity("remote-node"), Addresses("203.0.113.0/24")), (PodPort(8080),))
    by_address = Rule((Addresses("203.0.113.0/24"),), (PodPort(8080),))

    assert callers_policy(SELECTOR, [by_address]) is None
    assert callers_policy(SELECTOR, [by_address, nodes]) == {
        "endpointSelector": {"matchLabels": SELECTOR},
        "ingress": [
            {
                "fromEntities": ["host", "remote-node"],
                "toPorts": [{"ports": [{"port": "8080", "protocol": "TCP"}]}],
            }
        ],
    }


def of_monitoring(part: str, **said: Any) -> dict[str, Any] | None:
    stack = {"environment": "development", "cluster": {"networkPolicies": "cilium"}, "monitoring": said}
    graph = Graph.of(StackSettings.model_validate(stack))
    assert graph.declared.monitoring
    return monitoring_policy(monitoring_traffic(graph, graph.declared.monitoring)[part], SELECTOR, DNS)


def test_prometheus_reaches_nodes_and_api_server_by_what_they_are() -> None:
    ports = [{"port": str(port), "protocol": "TCP"} for port in (10250, 9100)]

    assert of_monitoring("prometheus") == {
        "endpointSelector": {"matchLabels": SELECTOR},
        "egress": [
            {"toEntities": ["kube-apiserver"]},
            {"toEntities": ["host", "remote-node"], "toPorts": [{"ports": ports}]},
        ],
    }


def test_the_api_server_calls_the_webhook_and_nothing_else_of_the_operator() -> None:
    found = of_monitoring("operator")

    assert found
    assert found["egress"] == [{"toEntities": ["kube-apiserver"]}]
    assert found["ingress"] == [
        {
            "fromEntities": ["kube-apiserver", "remote-node"],
            "toPorts": [{"ports": [{"port": "10250", "protocol": "TCP"}]}],
        }
    ]


def test_alerts_go_to_a_host_by_its_name() -> None:
    found = of_monitoring("alertmanager", alertmanager={"connectsTo": [{"host": "hooks.example.com", "port": 443}]})

    assert of_monitoring("alertmanager") is None
    assert found
    assert [rule["toFQDNs"] for rule in found["egress"][1:]] == [[{"matchName": "hooks.example.com"}]]
    assert found["egressDeny"] == [{"toCIDRSet": [{"cidr": each} for each in METADATA]}]

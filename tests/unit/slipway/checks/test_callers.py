from typing import Any

import pytest
import yaml

from slipway.checks.callers import unsaid_addresses
from slipway.checks.connections import broken_connections
from slipway.settings.stack import StackSettings

NODES = (
    "cluster.nodeCidrs: missing; required by {}: the subnets of the nodes, for example [10.0.1.0/24]. "
    "The default, all private addresses, would let in every pod of the cluster"
)
SERVER = (
    "cluster.apiServer.cidrs: missing; required by {}: the addresses of the API server, for example "
    "[203.0.113.7/32]. The default, all private addresses, would let in every pod of the cluster"
)


def stack(callers: str, said: str = "", monitoring: Any = None, **cluster: Any) -> StackSettings:
    web = yaml.safe_load(f"{{image: 'a:1', port: 80, ports: {{metrics: 90}}, acceptsFrom: {callers}, {said}}}")
    apps = {"shop": {"apps": {"web": web}}, "bank": {"apps": {}}}
    content = {"environment": "development", "namespaces": apps, "cluster": cluster}
    return StackSettings.model_validate({**content, **({"monitoring": monitoring} if monitoring else {})})


def told(problems: Any) -> list[str]:
    return [str(each).removeprefix("namespaces.shop.apps.web.") for each in problems]


@pytest.mark.parametrize(
    ("callers", "line"),
    [
        (
            "[cattle-monitoring-system]",
            (
                'acceptsFrom.0: unknown namespace "cattle-monitoring-system"; expected one of bank, shop '
                "(pods outside the stack: {namespace: cattle-monitoring-system, port: metrics})"
            ),
        ),
        (
            "[{namespace: bank, port: metrics}]",
            "acceptsFrom.0: bank is a namespace of the stack; name the app instead, for example {app: bank/web}",
        ),
        (
            "[{namespace: cattle-monitoring-system, port: metric}]",
            'acceptsFrom.0: unknown port "metric" of the app; did you mean metrics?',
        ),
    ],
)
def test_a_caller_that_is_not_there_is_told_with_the_line_to_write(callers: str, line: str) -> None:
    assert told(broken_connections(stack(callers))) == [line]


def test_pods_addresses_and_ports_that_are_there_are_accepted() -> None:
    assert (
        told(broken_connections(stack("[{namespace: cattle-monitoring-system, port: metrics}, {cidr: 1.2.3.4/32}]")))
        == []
    )


def test_a_pod_on_the_network_of_its_node_has_no_policy_that_could_let_anybody_in() -> None:
    on_node = "relaxations: {hostNetwork: it tells the traffic of its node}"

    assert told(broken_connections(stack("[{cidr: 1.2.3.4/32}]", on_node))) == [
        "acceptsFrom.0: has no effect: the app uses the network of its node (relaxations.hostNetwork); leave it out"
    ]


@pytest.mark.parametrize(
    ("callers", "cluster", "lines"),
    [
        ("[{nodes: true}]", {}, [NODES.format("namespaces.shop.apps.web.acceptsFrom.0.nodes")]),
        ("[{nodes: true}]", {"nodeCidrs": []}, [NODES.format("namespaces.shop.apps.web.acceptsFrom.0.nodes")]),
        ("[{nodes: true}]", {"nodeCidrs": ["10.0.1.0/24"]}, []),
        ("[{nodes: true}]", {"networkPolicies": "cilium"}, []),
        (
            "[{apiServer: true}]",
            {"apiServer": {"ports": [6443]}},
            [
                NODES.format("namespaces.shop.apps.web.acceptsFrom.0.apiServer"),
                SERVER.format("namespaces.shop.apps.web.acceptsFrom.0.apiServer"),
            ],
        ),
        ("[{apiServer: true}]", {"nodeCidrs": ["10.0.1.0/24"], "apiServer": {"cidrs": ["10.0.1.7/32"]}}, []),
        ("[]", {"ingress": {"nodes": True}}, [NODES.format("cluster.ingress.nodes")]),
        ("[]", {"gateway": {"nodes": True}}, [NODES.format("cluster.gateway.nodes")]),
        ("[]", {"ingress": {"cidrs": ["10.0.128.0/20"]}}, []),
    ],
)
def test_nodes_and_the_api_server_are_let_in_by_exact_addresses(
    callers: str, cluster: dict[str, Any], lines: list[str]
) -> None:
    assert list(map(str, unsaid_addresses(stack(callers, **cluster)))) == lines


def test_the_monitoring_asks_for_the_addresses_of_the_nodes_too() -> None:
    found = unsaid_addresses(stack("[]", monitoring={"grafana": {"acceptsFrom": [{"nodes": True}]}}))

    assert list(map(str, found)) == [NODES.format("monitoring.grafana.acceptsFrom.0.nodes")]

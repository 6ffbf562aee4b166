from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from components.network import NetworkPolicies
from offline.manifests import manifests, plain
from offline.recorder import Recording
from slipway.checks.connections import broken_connections
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph
from tests.cluster_of_pods import PROMETHEUS, STRANGERS
from tests.deployment import deploy
from tests.network_policies import Policies, Somebody

NAMESPACES = ("blue", "green")
APPS = tuple((namespace, name) for namespace in NAMESPACES for name in ("a", "b", "c"))
PORTS = {"http": (8080, "TCP"), "metrics": (9090, "TCP"), "gossip": (7946, "UDP")}

Edge = tuple[tuple[str, str], tuple[str, str], str]

edges = st.sets(st.tuples(st.sampled_from(APPS), st.sampled_from(APPS), st.sampled_from(sorted(PORTS))), max_size=20)


def network(stack: StackSettings) -> Recording:
    """The policies of all namespaces."""
    assert list(broken_connections(stack)) == []
    graph = Graph.of(stack)
    return deploy(lambda: [NetworkPolicies(name, graph, namespace=name) for name in stack.namespaces])


def stack_of(apps: str, **cluster: Any) -> StackSettings:
    said = {"environment": "development", "namespaces": {"shop": {"team": "a", "apps": yaml.safe_load(apps)}}}
    return StackSettings.model_validate({**said, "cluster": cluster})


def declared(wanted: set[Edge]) -> StackSettings:
    """A stack with exactly these edges: edges of an app to itself as peer ports, all others with the consent of both
    sides.
    """
    namespaces: dict[str, Any] = {namespace: {"apps": {}} for namespace in NAMESPACES}
    for namespace, name in APPS:
        ports = {"metrics": 9090, "gossip": {"port": 7946, "protocol": "UDP"}}
        app = {"kind": "stateful", "image": "a:1", "port": 8080, "ports": ports}
        own = (namespace, name)
        targets = sorted({target for source, target, _ in wanted if source == own and target != own})
        namespaces[namespace]["apps"][name] = {
            **app,
            "peerPorts": sorted(port for source, target, port in wanted if source == target == own),
            "connectsTo": [
                {
                    "app": target[1],
                    "namespace": target[0],
                    "prefix": f"{target[0]}_{target[1]}_",
                    "ports": sorted(port for source, to, port in wanted if (source, to) == (own, target)),
                }
                for target in targets
            ],
            "acceptsFrom": sorted(
                {"/".join(source) for source, target, _ in wanted if target == own and source[0] != namespace}
            ),
        }
    return StackSettings.model_validate({"environment": "development", "namespaces": namespaces})


def pod(namespace: str, name: str, address: str) -> Somebody:
    labels = {"app.kubernetes.io/name": name}
    return Somebody(name, address, namespace, labels, {"kubernetes.io/metadata.name": namespace})


@settings(max_examples=40)
@given(edges)
def test_whatever_a_stack_declares_is_what_is_open(wanted: set[Edge]) -> None:
    policies = Policies([each.content for each in manifests(network(declared(wanted)))])
    pods = [pod(*which, f"10.{twin}.0.{index}") for index, which in enumerate(APPS) for twin in (1, 2)]

    found = {
        ((str(source.namespace), source.name), (str(target.namespace), target.name), name)
        for source in pods
        for target in pods
        for name, (port, protocol) in PORTS.items()
        if source != target and policies.allow(source, target, port, protocol)
    }

    assert found == wanted
    assert not any(
        policies.allow(*ends, port, protocol)
        for each in pods
        for stranger in STRANGERS
        for ends in ((stranger, each), (each, stranger))
        for port, protocol in PORTS.values()
    )


def test_an_app_that_declares_nothing_has_no_policy_of_its_own() -> None:
    recording = network(stack_of("{web: {image: 'a:1', port: 80}, tidy: {kind: task, image: 'a:1'}}"))

    assert [each.name for each in recording.all("NetworkPolicy")] == [
        "shop.slipway.default-deny",
        "shop.slipway.dns",
    ]


def test_a_policy_is_its_apps_and_carries_the_labels_of_its_app() -> None:
    recording = network(stack_of("{web: {image: 'a:1', port: 80, connectsTo: [api]}, api: {image: 'a:1', port: 80}}"))
    policy = recording.one("NetworkPolicy", "shop.web")

    assert policy.parent == recording.one("NetworkPolicies").urn
    assert policy.inputs["metadata"]["name"] == "web"
    assert policy.inputs["metadata"]["labels"]["app.kubernetes.io/name"] == "web"
    assert policy.inputs["spec"]["podSelector"] == {"matchLabels": {"app.kubernetes.io/name": "web"}}


def test_a_policy_names_the_port_of_the_pods_and_not_that_of_the_service() -> None:
    apps = "{web: {image: 'a:1', port: 80, connectsTo: [api]}, api: {image: 'a:1', port: 3000, service: {port: 80}}}"
    [rule] = plain(network(stack_of(apps)).one("NetworkPolicy", "shop.web").inputs["spec"]["egress"])

    assert rule["ports"] == [{"port": 3000, "protocol": "TCP"}]


def ingress_of(app: str, **more: Any) -> list[dict[str, Any]]:
    said = {
        "environment": "development",
        "namespaces": {"shop": {"apps": {"web": yaml.safe_load(app)}}},
        "cluster": {"ingress": {"namespace": "traefik"}, "gateway": {"namespace": "gateways"}},
    }
    recording = network(StackSettings.model_validate({**said, **more}))
    rules: list[dict[str, Any]] = plain(recording.one("NetworkPolicy", "shop.web").inputs["spec"]["ingress"])
    return rules


def test_a_gateway_reaches_the_ports_that_its_paths_lead_to() -> None:
    app = (
        "{image: 'a:1', port: 8080, ports: {grpc: 9000, admin: 9001}, exposed: true, "
        "route: {parent: public, paths: {/: http, /grpc: grpc, /v2: grpc}}}"
    )
    [rule] = ingress_of(app)

    assert rule["ports"] == [{"port": 8080, "protocol": "TCP"}, {"port": 9000, "protocol": "TCP"}]
    assert rule["from"] == [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "gateways"}}}]


def test_a_load_balancers_ranges_hold_where_pods_see_the_clients_address_and_only_there() -> None:
    balanced = (
        "{image: 'a:1', port: 8080, exposed: true, service: {type: LoadBalancer, "
        "loadBalancerSourceRanges: [203.0.113.0/24], externalTrafficPolicy: POLICY}}"
    )
    ports = [{"port": 8080, "protocol": "TCP"}]

    assert ingress_of(balanced.replace("POLICY", "Local")) == [
        {"from": [{"ipBlock": {"cidr": "203.0.113.0/24"}}], "ports": ports}
    ]
    assert ingress_of(balanced.replace("POLICY", "Cluster")) == [{"ports": ports}]


def test_prometheus_reaches_the_metrics_and_nothing_else() -> None:
    monitors = [
        {
            "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "watch"}},
            "podSelector": {"matchLabels": PROMETHEUS},
        }
    ]
    watched: dict[str, Any] = {"monitoring": {"namespace": "watch"}}

    for app, port in (
        ("{image: 'a:1', port: 8080, ports: {metrics: 9090, admin: 1}}", 9090),
        ("{kind: agent, image: 'a:1', port: 9100, metrics: {}}", 9100),
        ("{kind: worker, image: 'a:1', port: {name: metrics, port: 9100}}", 9100),
    ):
        assert ingress_of(app, **watched) == [{"from": monitors, "ports": [{"port": port, "protocol": "TCP"}]}]


def test_a_cluster_that_knows_names_gets_a_policy_of_its_own_kind_beside() -> None:
    apps = "{web: {image: 'a:1', port: 80, connectsTo: [{host: db.example.com, port: 5432}]}}"
    recording = network(stack_of(apps, networkPolicies="cilium"))
    [policy] = recording.all("CiliumNetworkPolicy")

    assert (policy.inputs["apiVersion"], policy.inputs["metadata"]["name"]) == ("cilium.io/v2", "web")
    assert policy.inputs["metadata"]["namespace"] == "shop"


def test_two_thousand_apps_are_handled() -> None:
    apps = {f"app-{index}": {"image": "a:1", "port": 80} for index in range(2_000)}
    for index in range(1_999):
        apps[f"app-{index}"]["connectsTo"] = [f"app-{index + 1}"]
    stack = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"apps": apps}}})

    assert list(broken_connections(stack)) == []
    assert len(list(Graph.of(stack).edges())) == 1_999


@pytest.mark.parametrize(("cidr", "open_to"), [("0.0.0.0/0", "internet"), ("169.254.169.254/32", "metadata-service")])
def test_the_whole_internet_does_not_mean_the_metadata_of_the_cloud(cidr: str, open_to: str) -> None:
    recording = network(stack_of(f"{{web: {{image: 'a:1', port: 80, connectsTo: [{{cidr: {cidr}, port: 80}}]}}}}"))
    policies = Policies([each.content for each in manifests(recording)])
    web = pod("shop", "web", "10.1.0.1")

    reached = {each.name for each in STRANGERS if each.namespace is None and policies.allow(web, each, 80)}

    assert open_to in reached
    assert ("metadata-service" in reached) == (open_to == "metadata-service")


@pytest.mark.parametrize("server", [{"cidrs": []}, {"ports": []}])
def test_an_api_server_that_is_nowhere_is_nobody_and_never_everybody(server: dict[str, Any]) -> None:
    stack = stack_of("{web: {image: 'a:1', port: 80, apiAccess: {reason: reads its own pods}}}", apiServer=server)
    policies = Policies([each.content for each in manifests(network(stack))])
    web = pod("shop", "web", "10.1.0.1")

    assert not any(policies.allow(web, each, port) for each in STRANGERS for port in (80, 443, 6443))

from typing import Any

import pytest
import yaml

from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.ports import PodPort
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.rules import Addresses, Entity, Rule, Traffic
from slipway.topology.traffic import traffic

WEB, API = AppId("shop", "web"), AppId("shop", "api")
TRAEFIK, GATEWAYS = ClusterPodsSettings(namespace="traefik"), ClusterPodsSettings(namespace="gateways")
AGENT = ClusterPodsSettings(namespace="kube-system", labels={"app": "tunnel"})
CLUSTER = {
    "ingress": {"namespace": "traefik"},
    "gateway": {"namespace": "gateways"},
    "apiServer": {"cidrs": ["10.0.0.1/32"], "ports": [6443]},
}


def of_web(said: str = "", **cluster: Any) -> Traffic:
    """The open connections of `web`, with settings for an `api` beside it."""
    apps = yaml.safe_load(f"{{web: {{image: 'a:1', port: 80, {said}}}, api: {{image: 'a:1', port: 3000}}}}")
    stack = {"environment": "development", "cluster": {**CLUSTER, **cluster}, "namespaces": {"shop": {"apps": apps}}}
    return traffic(Graph.of(StackSettings.model_validate(stack)), WEB)


def test_nothing_is_open_of_which_nothing_is_said() -> None:
    assert of_web() == Traffic(ingress=(), egress=())


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ("connectsTo: [api]", Rule((API,), (PodPort(3000),))),
        ("connectsTo: [{pods: {namespace: traefik}, port: 9}]", Rule((TRAEFIK,), (PodPort(9),))),
        (
            "connectsTo: [{cidr: 203.0.113.0/24, ports: [53, 54], protocol: UDP}]",
            Rule((Addresses("203.0.113.0/24"),), (PodPort(53, "UDP"), PodPort(54, "UDP"))),
        ),
        (
            "connectsTo: [{pods: {namespace: traefik}, ports: [443, 30000..32767]}]",
            Rule((TRAEFIK,), (PodPort(443), PodPort(30000, "TCP", 32767))),
        ),
        ("apiAccess: {reason: reads its own pods}", Rule((Addresses("10.0.0.1/32"),), (PodPort(6443),))),
    ],
)
def test_whom_it_calls_is_what_is_open_on_the_way_out(said: str, out: Rule) -> None:
    assert of_web(said) == Traffic(ingress=(), egress=(out,))


def test_an_identity_of_google_cloud_opens_the_metadata_server_for_that_app_alone() -> None:
    identity = "serviceAccount: {annotations: {iam.gke.io/gcp-service-account: web@p.iam.gserviceaccount.com}}"

    assert of_web(identity).egress == (
        Rule((Addresses("169.254.169.252/32"),), (PodPort(987), PodPort(988))),
        Rule((Addresses("169.254.169.254/32"),), (PodPort(80), PodPort(8080))),
    )
    assert of_web("serviceAccount: {annotations: {eks.amazonaws.com/role-arn: arn}}").egress == ()


def test_names_and_the_api_server_are_for_networks_that_know_them() -> None:
    said = "apiAccess: {reason: reads its own pods}, connectsTo: [{host: db.example.com, port: 1}]"

    assert of_web(said, networkPolicies="cilium").egress == ()


def test_the_pods_of_an_app_reach_one_another_on_their_peer_ports_and_on_both_ways() -> None:
    among = Rule((WEB,), (PodPort(7000),))

    assert of_web("ports: {raft: 7000}, peerPorts: [raft]") == Traffic(ingress=(among,), egress=(among,))


@pytest.mark.parametrize(
    ("said", "into"),
    [
        ("ingress: {host: a.example.com}", Rule((TRAEFIK,), (PodPort(80),))),
        ("route: {parent: public, hosts: [a.example.com]}", Rule((GATEWAYS,), (PodPort(80),))),
        (
            "ports: {grpc: 9000}, grpcRoute: {parent: public, methods: {shop.Orders: grpc, shop.Cart: http}}",
            Rule((GATEWAYS,), (PodPort(9000), PodPort(80))),
        ),
        (
            (
                "ports: {admin: 9000}, route: {parent: public, rules: [{method: PUT, port: admin}], "
                "paths: {/: {redirect: {scheme: https}}}}"
            ),
            Rule((GATEWAYS,), (PodPort(9000),)),
        ),
        ("service: {type: NodePort}", Rule((), (PodPort(80),))),
        (
            "ports: {torrent: 6881}, services: {public: {type: LoadBalancer, ports: [torrent]}}",
            Rule((), (PodPort(6881),)),
        ),
        (
            (
                "service: {type: LoadBalancer, externalTrafficPolicy: Cluster, "
                "loadBalancerSourceRanges: [203.0.113.0/24]}"
            ),
            Rule((), (PodPort(80),)),
        ),
        (
            ("service: {type: LoadBalancer, externalTrafficPolicy: Local, loadBalancerSourceRanges: [203.0.113.0/24]}"),
            Rule((Addresses("203.0.113.0/24"),), (PodPort(80),)),
        ),
    ],
)
def test_each_way_from_outside_is_open_for_who_comes_by_it(said: str, into: Rule) -> None:
    assert of_web(f"exposed: true, {said}") == Traffic(ingress=(into,), egress=())


LOAD_BALANCER, NODES = Addresses("10.0.128.0/20"), Addresses("10.0.1.0/24")


@pytest.mark.parametrize(
    ("way", "setting"),
    [("ingress: {host: a.example.com}", "ingress"), ("route: {parent: public, hosts: [a.example.com]}", "gateway")],
)
def test_an_ingress_or_gateway_is_let_in_by_its_addresses_or_as_the_nodes(way: str, setting: str) -> None:
    where = {"cidrs": ["10.0.128.0/20"], "nodes": True}

    by_address = of_web(f"exposed: true, {way}", **{setting: where, "nodeCidrs": ["10.0.1.0/24"]})
    by_name = of_web(f"exposed: true, {way}", **{setting: where, "networkPolicies": "cilium"})

    assert by_address.ingress == (Rule((LOAD_BALANCER, NODES), (PodPort(80),)),)
    assert by_name.ingress == (Rule((LOAD_BALANCER, Entity("host"), Entity("remote-node")), (PodPort(80),)),)


def test_nodes_without_addresses_let_nobody_in() -> None:
    assert of_web("acceptsFrom: [{nodes: true}]", nodeCidrs=[]) == Traffic(ingress=(), egress=())


@pytest.mark.parametrize(
    ("caller", "into"),
    [
        ("{namespace: traefik, port: metrics}", Rule((TRAEFIK,), (PodPort(9090),))),
        ("{cidr: 10.0.128.0/20}", Rule((LOAD_BALANCER,), (PodPort(80),))),
        ("{nodes: true, ports: [http, metrics]}", Rule((NODES,), (PodPort(80), PodPort(9090)))),
        ("{apiServer: true}", Rule((Addresses("10.0.0.1/32"), NODES, AGENT), (PodPort(80),))),
    ],
)
def test_callers_that_the_stack_does_not_deploy_are_let_in_on_their_ports(caller: str, into: Rule) -> None:
    server = {"cidrs": ["10.0.0.1/32"], "agents": [{"namespace": "kube-system", "labels": {"app": "tunnel"}}]}

    found = of_web(f"ports: {{metrics: 9090}}, acceptsFrom: [{caller}]", nodeCidrs=["10.0.1.0/24"], apiServer=server)

    assert found == Traffic(ingress=(into,), egress=())

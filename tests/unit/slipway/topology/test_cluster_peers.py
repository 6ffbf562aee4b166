from slipway.settings.cluster import ClusterSettings
from slipway.settings.cluster_peers import ClusterPeersSettings
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.ports import PodPort
from slipway.topology.cluster_peers import api_server, certificate_checks, let_in, peers, to_dns
from slipway.topology.rules import Addresses, Entity, Rule

NODES = ClusterPeersSettings(nodes=True)


def cluster(**said: object) -> ClusterSettings:
    return ClusterSettings.model_validate({"nodeCidrs": ["10.0.1.0/24"], **said})


def test_nodes_are_addresses_or_what_cilium_calls_them() -> None:
    assert peers(NODES, cluster()) == (Addresses("10.0.1.0/24"),)
    assert peers(NODES, cluster(networkPolicies="cilium")) == (Entity("host"), Entity("remote-node"))


def test_the_api_server_calls_from_its_node_too_and_from_its_agents() -> None:
    server = {"cidrs": ["10.0.0.1/32"], "agents": [{"namespace": "kube-system"}]}
    agents = ClusterPodsSettings(namespace="kube-system")

    by_address = tuple(api_server(cluster(apiServer=server)))
    by_name = tuple(api_server(cluster(apiServer=server, networkPolicies="cilium")))

    assert by_address == (Addresses("10.0.0.1/32"), Addresses("10.0.1.0/24"), agents)
    assert by_name == (Entity("kube-apiserver"), Entity("remote-node"), agents)


def test_there_is_no_rule_without_callers_because_it_would_be_for_everybody() -> None:
    assert list(let_in((), (PodPort(80),))) == []
    assert list(let_in((Entity("host"),), ())) == []


def test_certificates_are_checked_by_whoever_is_the_ingress() -> None:
    assert certificate_checks(cluster()) == ()
    assert certificate_checks(cluster(ingress={"cidrs": ["10.0.128.0/20"]})) == (
        Rule((Addresses("10.0.128.0/20"),), (PodPort(8089),)),
    )


def test_dns_is_asked_over_both_protocols_of_its_pods_and_addresses() -> None:
    cached = cluster(dns={"cidrs": ["169.254.20.10/32"], "ports": [5353]}).dns

    assert to_dns(cached) == Rule(
        (cached.pods(), Addresses("169.254.20.10/32")), (PodPort(5353, "UDP"), PodPort(5353, "TCP"))
    )

"""Peers that the stack does not deploy, as network policies select them."""

from collections.abc import Iterator

from slipway.settings.cluster import ClusterSettings, DnsSettings
from slipway.settings.cluster_peers import CallerSettings, ClusterPeersSettings
from slipway.settings.ports import PodPort
from slipway.topology.rules import Addresses, Entity, Peer, Rule

ACME_PORT = PodPort(8089)
"""https://cert-manager.io/docs/configuration/acme/http01/"""


def peers(said: ClusterPeersSettings, cluster: ClusterSettings) -> tuple[Peer, ...]:
    """The pods, the addresses and the nodes."""
    pods = said.pods()
    return (
        *([pods] if pods else []),
        *map(Addresses, said.cidrs),
        *(_nodes(cluster) if said.nodes else ()),
        *(api_server(cluster) if isinstance(said, CallerSettings) and said.api_server else ()),
    )


def _nodes(cluster: ClusterSettings) -> Iterator[Peer]:
    if cluster.network_policies == "cilium":
        yield from (Entity("host"), Entity("remote-node"))
    else:
        yield from map(Addresses, cluster.node_cidrs)


def api_server(cluster: ClusterSettings) -> Iterator[Peer]:
    """The API server calls from its own address, from that of its node, or through agents in the cluster."""
    if cluster.network_policies == "cilium":
        yield from (Entity("kube-apiserver"), Entity("remote-node"))
    else:
        yield from map(Addresses, dict.fromkeys((*cluster.api_server.cidrs, *cluster.node_cidrs)))
    yield from cluster.api_server.agents


def let_in(callers: tuple[Peer, ...], ports: tuple[PodPort, ...]) -> Iterator[Rule]:
    """A rule for these callers. There is none without callers: it would be for everybody."""
    if callers and ports:
        yield Rule(callers, ports)


def certificate_checks(cluster: ClusterSettings) -> tuple[Rule, ...]:
    """Requests to the solver pods of cert-manager, which run in the namespace of an Ingress."""
    return tuple(let_in(peers(cluster.ingress, cluster), (ACME_PORT,))) if cluster.ingress else ()


def to_dns(dns: DnsSettings) -> Rule:
    """The DNS requests of every pod."""
    return Rule(
        (dns.pods(), *map(Addresses.outward, dns.cidrs)),
        tuple(PodPort(port, protocol) for port in dns.ports for protocol in ("UDP", "TCP")),
    )

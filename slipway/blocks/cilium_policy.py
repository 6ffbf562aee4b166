"""CiliumNetworkPolicies, for rules that NetworkPolicies of Kubernetes do not support.

https://docs.cilium.io/en/stable/security/policy/language/
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slipway.settings.cluster import DnsSettings
from slipway.settings.connection import ConnectionSettings
from slipway.settings.pod import PodSettings
from slipway.settings.ports import PodPort
from slipway.topology.cloud_metadata import unnamed_metadata
from slipway.topology.cluster_peers import to_dns
from slipway.topology.monitoring import Part
from slipway.topology.rules import Addresses, Entity, Rule, Traffic

API_VERSION = "cilium.io/v2"
KIND = "CiliumNetworkPolicy"
NAMESPACE = "k8s:io.kubernetes.pod.namespace"


def cilium_policy(
    app: PodSettings, selector: Mapping[str, str], dns: DnsSettings, traffic: Traffic
) -> dict[str, Any] | None:
    """Egress to host names and to the Kubernetes API, and ingress from entities; None if the app needs none of them.
    `traffic` is all traffic that is allowed.
    """
    egress = [*_to_hosts(app.connections().values(), dns), *(_TO_API if app.api_access else [])]
    denied = _metadata(app.connections().values(), dns, traffic)
    return _policy(selector, {"egress": egress, "egressDeny": denied, "ingress": _from_entities(traffic.ingress)})


def monitoring_policy(part: Part, selector: Mapping[str, str], dns: DnsSettings) -> dict[str, Any] | None:
    """The policy of a component of the monitoring: also egress to nodes."""
    egress = [*_to_hosts(part.named, dns), *(_TO_API if part.api else [])]
    if part.node_ports:
        egress.append({"toEntities": ["host", "remote-node"], "toPorts": _ports(part.node_ports)})
    denied = _metadata(part.named, dns, part.traffic)
    return _policy(selector, {"egress": egress, "egressDeny": denied, "ingress": _from_entities(part.traffic.ingress)})


def callers_policy(selector: Mapping[str, str], rules: Iterable[Rule]) -> dict[str, Any] | None:
    """The pods with these labels may be reached by the entities in these rules; None if there are none."""
    return _policy(selector, {"ingress": _from_entities(rules)})


def dns_policy(dns: DnsSettings) -> dict[str, Any] | None:
    """DNS of a cache on the node, for all pods of the namespace. Cilium takes its address for the node itself or for an
    address outside, depending on who started first, and does not match the node by addresses; None without such
    addresses.

    https://github.com/cilium/cilium/issues/18644
    """
    to_node = {"toEntities": ["host"], "toPorts": [{"ports": _dns_ports(dns)}]}
    return _policy({}, {"egress": [to_node] if dns.cidrs else []})


_TO_API = [{"toEntities": ["kube-apiserver"]}]


def _policy(selector: Mapping[str, str], rules: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any] | None:
    """A policy without an entry for a direction without rules: other policies decide that direction."""
    said = {name: each for name, each in rules.items() if each}
    selected = {"matchLabels": dict(selector)} if selector else {}
    return {"endpointSelector": selected, **said} if said else None


def _from_entities(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """What NetworkPolicies cannot say: ingress from nodes and from the API server."""
    named = [([peer.name for peer in rule.peers if isinstance(peer, Entity)], rule.ports) for rule in rules]
    return [{"fromEntities": names, "toPorts": _ports(ports)} for names, ports in named if names]


def _metadata(connections: Iterable[ConnectionSettings], dns: DnsSettings, traffic: Traffic) -> list[dict[str, Any]]:
    """A host name opens every address that DNS answers, so the metadata servers of clouds are denied beside it. A
    denial overrules every policy that allows, so addresses that the app names, and those of the DNS, are excepted.

    https://docs.cilium.io/en/stable/security/policy/deny/
    """
    if not any(each.host for each in connections):
        return []
    allowed = (*traffic.egress, to_dns(dns))
    named = [peer.cidr for rule in allowed for peer in rule.peers if isinstance(peer, Addresses)]
    blocks = [
        {"cidr": block, **({"except": list(within)} if within else {})} for block, within in unnamed_metadata(named)
    ]
    return [{"toCIDRSet": blocks}]


def _to_hosts(connections: Iterable[ConnectionSettings], dns: DnsSettings) -> list[dict[str, Any]]:
    """Rules for host names. Cilium learns their addresses from DNS answers, so a DNS rule comes first."""
    hosts = [each for each in connections if each.host]
    return [*(_watched_dns(dns) if hosts else []), *map(_to_host, hosts)]


def _watched_dns(dns: DnsSettings) -> Iterator[dict[str, Any]]:
    pods = dns.pods()
    labels = {NAMESPACE: pods.namespace, **{f"k8s:{key}": value for key, value in pods.labels.items()}}
    watched = [{"ports": _dns_ports(dns), "rules": {"dns": [{"matchPattern": "*"}]}}]
    yield {"toEndpoints": [{"matchLabels": labels}], "toPorts": watched}
    if dns.cidrs:
        yield {"toCIDR": list(dns.cidrs), "toPorts": watched}
        yield {"toEntities": ["host"], "toPorts": watched}


def _dns_ports(dns: DnsSettings) -> list[dict[str, Any]]:
    return [{"port": str(port), "protocol": "ANY"} for port in dns.ports]


def _to_host(connection: ConnectionSettings) -> dict[str, Any]:
    host = connection.host or ""
    match = "matchPattern" if host.startswith("*.") else "matchName"
    return {"toFQDNs": [{match: host}], "toPorts": _ports(connection.numbers())}


def _ports(ports: tuple[PodPort, ...]) -> list[dict[str, Any]]:
    return [{"ports": list(map(_port, ports))}]


def _port(port: PodPort) -> dict[str, Any]:
    """A port, or a range of ports, which Cilium knows since 1.16."""
    last = {} if port.last is None else {"endPort": port.last}
    return {"port": str(port.number), **last, "protocol": port.protocol}

"""CiliumNetworkPolicies, for rules that NetworkPolicies of Kubernetes do not support.

https://docs.cilium.io/en/stable/security/policy/language/
"""

from collections.abc import Iterable, Mapping
from typing import Any

from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.pod import PodSettings
from slipway.settings.service import PodPort
from slipway.topology.cloud_metadata import unnamed_metadata
from slipway.topology.monitoring import Part
from slipway.topology.traffic import Addresses, Traffic

API_VERSION = "cilium.io/v2"
KIND = "CiliumNetworkPolicy"
NAMESPACE = "k8s:io.kubernetes.pod.namespace"


def cilium_policy(
    app: PodSettings, selector: Mapping[str, str], dns: ClusterPodsSettings, traffic: Traffic
) -> dict[str, Any] | None:
    """Egress to host names and to the Kubernetes API; None if the app needs neither. `traffic` is what the app's
    NetworkPolicy allows.
    """
    egress = [*_to_hosts(app.connects_to, dns), *(_TO_API if app.api_access else [])]
    return _policy(selector, {"egress": egress, "egressDeny": _metadata(app.connects_to, traffic)})


def monitoring_policy(part: Part, selector: Mapping[str, str], dns: ClusterPodsSettings) -> dict[str, Any] | None:
    """The policy of a component of the monitoring: also egress to nodes and ingress from the API server. Cilium selects
    both as entities, not by addresses.

    A control plane on a node also calls from that node:
    https://docs.cilium.io/en/stable/security/policy/language/#entities-based
    """
    egress = [*_to_hosts(part.named, dns), *(_TO_API if part.api else [])]
    if part.node_ports:
        egress.append({"toEntities": ["host", "remote-node"], "toPorts": _ports(part.node_ports)})
    callers = {"fromEntities": ["kube-apiserver", "remote-node"], "toPorts": _ports(part.webhook)}
    denied = _metadata(part.named, part.traffic)
    return _policy(selector, {"egress": egress, "egressDeny": denied, "ingress": [callers] if part.webhook else []})


_TO_API = [{"toEntities": ["kube-apiserver"]}]


def _policy(selector: Mapping[str, str], rules: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any] | None:
    """A policy without an entry for a direction without rules: other policies decide that direction."""
    said = {name: each for name, each in rules.items() if each}
    return {"endpointSelector": {"matchLabels": dict(selector)}, **said} if said else None


def _metadata(connections: Iterable[ConnectionSettings], traffic: Traffic) -> list[dict[str, Any]]:
    """A host name opens every address that DNS answers, so the metadata servers of clouds are denied beside it. A
    denial overrules every policy that allows, so addresses that the app names are excepted.

    https://docs.cilium.io/en/stable/security/policy/deny/
    """
    if not any(each.host for each in connections):
        return []
    named = [peer.cidr for rule in traffic.egress for peer in rule.peers if isinstance(peer, Addresses)]
    blocks = [
        {"cidr": block, **({"except": list(within)} if within else {})} for block, within in unnamed_metadata(named)
    ]
    return [{"toCIDRSet": blocks}]


def _to_hosts(connections: Iterable[ConnectionSettings], dns: ClusterPodsSettings) -> list[dict[str, Any]]:
    """Rules for host names. Cilium learns their addresses from DNS answers, so a DNS rule comes first."""
    hosts = [each for each in connections if each.host]
    return [*([_watched_dns(dns)] if hosts else []), *map(_to_host, hosts)]


def _watched_dns(dns: ClusterPodsSettings) -> dict[str, Any]:
    labels = {NAMESPACE: dns.namespace, **{f"k8s:{key}": value for key, value in dns.labels.items()}}
    ports = {"ports": [{"port": "53", "protocol": "ANY"}], "rules": {"dns": [{"matchPattern": "*"}]}}
    return {"toEndpoints": [{"matchLabels": labels}], "toPorts": [ports]}


def _to_host(connection: ConnectionSettings) -> dict[str, Any]:
    host = connection.host or ""
    match = "matchPattern" if host.startswith("*.") else "matchName"
    ports = tuple(PodPort(number, connection.protocol) for number in connection.numbers())
    return {"toFQDNs": [{match: host}], "toPorts": _ports(ports)}


def _ports(ports: tuple[PodPort, ...]) -> list[dict[str, Any]]:
    return [{"ports": [{"port": str(each.number), "protocol": each.protocol} for each in ports]}]

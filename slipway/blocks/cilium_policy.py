"""CiliumNetworkPolicies, for rules that NetworkPolicies of Kubernetes do not support.

https://docs.cilium.io/en/stable/security/policy/language/
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.pod import PodSettings
from slipway.settings.service import PodPort
from slipway.topology.monitoring import Part

API_VERSION = "cilium.io/v2"
KIND = "CiliumNetworkPolicy"
NAMESPACE = "k8s:io.kubernetes.pod.namespace"


def cilium_policy(app: PodSettings, selector: Mapping[str, str], dns: ClusterPodsSettings) -> dict[str, Any] | None:
    """Egress to host names and to the Kubernetes API; None if the app needs neither."""
    return _policy(selector, [*_to_hosts(app.connects_to, dns), *(_TO_API if app.api_access else [])])


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
    return _policy(selector, egress, [callers] if part.webhook else [])


_TO_API = [{"toEntities": ["kube-apiserver"]}]


def _policy(
    selector: Mapping[str, str], egress: list[dict[str, Any]], ingress: Sequence[dict[str, Any]] = ()
) -> dict[str, Any] | None:
    """A policy without an entry for a direction without rules: other policies decide that direction."""
    rules = {name: list(said) for name, said in (("egress", egress), ("ingress", ingress)) if said}
    return {"endpointSelector": {"matchLabels": dict(selector)}, **rules} if rules else None


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

"""CiliumNetworkPolicies: what Kubernetes' own policies cannot say, for networks that understand them.

https://docs.cilium.io/en/stable/security/policy/language/
"""

from collections.abc import Mapping
from typing import Any

from settings.kinds.pod import PodSettings
from settings.network.cluster_pods import ClusterPodsSettings
from settings.network.connection import ConnectionSettings

API_VERSION = "cilium.io/v2"
KIND = "CiliumNetworkPolicy"
NAMESPACE = "k8s:io.kubernetes.pod.namespace"


def cilium_policy(app: PodSettings, selector: Mapping[str, str], dns: ClusterPodsSettings) -> dict[str, Any] | None:
    """Ways out to names and to the Kubernetes API; nothing when the app asks for neither.

    Cilium learns the addresses behind a name by reading the answers of DNS, hence the first rule.
    """
    hosts = [each for each in app.connects_to if each.host]
    api = [{"toEntities": ["kube-apiserver"]}] if app.api_access else []
    egress = [*([_watched_dns(dns)] if hosts else []), *map(_to_host, hosts), *api]
    return {"endpointSelector": {"matchLabels": dict(selector)}, "egress": egress} if egress else None


def _watched_dns(dns: ClusterPodsSettings) -> dict[str, Any]:
    labels = {NAMESPACE: dns.namespace, **{f"k8s:{key}": value for key, value in dns.labels.items()}}
    ports = {"ports": [{"port": "53", "protocol": "ANY"}], "rules": {"dns": [{"matchPattern": "*"}]}}
    return {"toEndpoints": [{"matchLabels": labels}], "toPorts": [ports]}


def _to_host(connection: ConnectionSettings) -> dict[str, Any]:
    host = connection.host or ""
    match = "matchPattern" if host.startswith("*.") else "matchName"
    ports = [{"port": str(number), "protocol": connection.protocol} for number in connection.numbers()]
    return {"toFQDNs": [{match: host}], "toPorts": [{"ports": ports}]}

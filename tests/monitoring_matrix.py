"""Who reaches whom in the namespace of the monitoring: everybody in it and around it, and what is expected, by hand.

Labels are those that kube-prometheus-stack 88.5.3 and its operator give their pods, under the release `monitoring`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tests.cluster_of_pods import PROMETHEUS, STRANGERS, Reached
from tests.network_policies import Policies, Somebody

NAMESPACE = "monitoring"
OWN = {"kubernetes.io/metadata.name": NAMESPACE}

_OPERATOR = {
    "app.kubernetes.io/name": "kube-prometheus-stack-prometheus-operator",
    "app.kubernetes.io/instance": "monitoring",
    "app.kubernetes.io/part-of": "kube-prometheus-stack",
    "release": "monitoring",
}
_HOOK = {**_OPERATOR, "app.kubernetes.io/component": "prometheus-operator-webhook"}
LABELS: dict[str, dict[str, str]] = {
    "prometheus": {**PROMETHEUS, "app.kubernetes.io/instance": "monitoring-prometheus"},
    "alertmanager": {"app.kubernetes.io/name": "alertmanager", "alertmanager": "monitoring-alertmanager"},
    "grafana": {"app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": "monitoring"},
    "kube-state-metrics": {
        "app.kubernetes.io/name": "kube-state-metrics",
        "app.kubernetes.io/instance": "monitoring",
        "app.kubernetes.io/component": "metrics",
    },
    "operator": {
        **_OPERATOR,
        "app": "kube-prometheus-stack-operator",
        "app.kubernetes.io/component": "prometheus-operator",
    },
    "admission-create": {**_HOOK, "app": "kube-prometheus-stack-admission-create"},
    "admission-patch": {**_HOOK, "app": "kube-prometheus-stack-admission-patch"},
    "intruder": {"run": "intruder", "app.kubernetes.io/instance": "monitoring"},
}

PORTS = (
    *("53/UDP", "53/TCP", "80/TCP", "443/TCP", "2381/TCP", "3000/TCP", "5432/TCP", "6060/TCP", "6443/TCP"),
    *("8080/TCP", "8081/TCP", "8443/TCP", "9090/TCP", "9091/TCP", "9093/TCP", "9094/TCP", "9094/UDP", "9100/TCP"),
    *("9102/TCP", "9153/TCP", "10249/TCP", "10250/TCP", "10257/TCP", "10259/TCP", "10901/TCP"),
)

NODE = Somebody("node", "10.0.1.5")
"""A node, with the kubelet and the node exporter, which have the same address."""
AGENTS = [
    Somebody(
        f"agent-{key}",
        f"100.65.9.{index}",
        "kube-system",
        {key: "konnectivity-agent"},
        {"kubernetes.io/metadata.name": "kube-system"},
    )
    for index, key in enumerate(("k8s-app", "app"))
]


def pods(labels: Mapping[str, Mapping[str, str]] = LABELS, first: str = "100.64.0") -> list[Somebody]:
    """Two pods of each part, with addresses outside all CIDR blocks of the policies."""
    return [
        Somebody(name, f"{first}.{2 * index + twin}", NAMESPACE, own, OWN)
        for index, (name, own) in enumerate(labels.items())
        for twin in (0, 1)
    ]


def around() -> list[Somebody]:
    """Pods of other namespaces with such addresses, and outside nodes with their own addresses."""
    others = [
        replace(each, address=f"100.65.0.{index}") if each.namespace else each
        for index, each in enumerate(STRANGERS)
        if each.namespace != NAMESPACE
    ]
    return [*others, *AGENTS, NODE]


def reached(objects: Sequence[Mapping[str, Any]], everybody: Iterable[Somebody]) -> Reached:
    """All pairs with the source or the target in the namespace, on all ports, except DNS."""
    policies, cast = Policies(objects), list(everybody)
    return {
        (str(source), str(target), port)
        for source in cast
        for target in cast
        for port in PORTS
        if source != target
        and NAMESPACE in (source.namespace, target.namespace)
        and policies.allow(source, target, int(port.partition("/")[0]), port.partition("/")[2])
    } - asking_dns(cast)


def asking_dns(everybody: Iterable[Somebody]) -> Reached:
    """Connections that are open to all pods of the namespace."""
    own = [str(each) for each in everybody if each.namespace == NAMESPACE]
    return {(each, "kube-system/dns", port) for each in own for port in ("53/UDP", "53/TCP")}


def own_flows(nodes: Iterable[str], servers: Iterable[str], callers: Iterable[str]) -> Reached:
    """The connections between the parts of the chart. `servers` serve the API, `callers` call the webhook."""
    listed = (
        "prometheus prometheus 9090 8080",
        "prometheus alertmanager 9093 8080",
        "prometheus grafana 3000",
        "prometheus kube-state-metrics 8080",
        "prometheus operator 10250",
        "grafana prometheus 9090",
        "grafana alertmanager 9093",
    )
    asking = ("prometheus", "grafana", "operator", "kube-state-metrics", "admission-create", "admission-patch")
    within = {
        (f"{NAMESPACE}/{source}", f"{NAMESPACE}/{target}", f"{port}/TCP")
        for source, target, *ports in map(str.split, listed)
        for port in ports
    }
    return {
        *within,
        ("monitoring/prometheus", "kube-system/dns", "9153/TCP"),
        *(("monitoring/prometheus", node, f"{port}/TCP") for node in nodes for port in (9100, 10250)),
        *(
            (f"{NAMESPACE}/{each}", server, f"{port}/TCP")
            for each in asking
            for server in servers
            for port in (443, 6443)
        ),
        *((caller, "monitoring/operator", "10250/TCP") for caller in callers),
    }


MESH: Reached = {
    ("monitoring/alertmanager", "monitoring/alertmanager", f"9094/{protocol}") for protocol in ("TCP", "UDP")
}

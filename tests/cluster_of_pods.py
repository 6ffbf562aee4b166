"""Pods of a rendered or running stack, and further pods, to test the network policies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.network_policies import Policies, Somebody

Reached = set[tuple[str, str, str]]
"""Source, target and port: `("shop/web", "shop/api", "8080/TCP")`."""


def _namespaced(name: str, address: str, namespace: str, labels: Mapping[str, str]) -> Somebody:
    """The API server labels every namespace with its name."""
    return Somebody(name, address, namespace, labels, {"kubernetes.io/metadata.name": namespace})


PROMETHEUS = {"app.kubernetes.io/name": "prometheus", "operator.prometheus.io/name": "monitoring-prometheus"}
"""The labels of the operator's pods."""

STRANGERS = [
    _namespaced("stranger", "10.9.0.1", "elsewhere", {"app.kubernetes.io/name": "web"}),
    _namespaced("traefik", "10.9.0.2", "traefik", {"app.kubernetes.io/name": "traefik"}),
    _namespaced("gateway", "10.9.0.3", "gateways", {"app": "gateway"}),
    _namespaced("dns", "10.9.0.4", "kube-system", {"k8s-app": "kube-dns"}),
    _namespaced("other", "10.9.0.5", "kube-system", {"k8s-app": "other"}),
    _namespaced("prometheus", "10.9.0.6", "monitoring", PROMETHEUS),
    Somebody("client", "203.0.113.9"),
    Somebody("other-client", "203.0.113.200"),
    Somebody("internet", "8.8.8.8"),
    Somebody("api-server", "10.0.0.1"),
    Somebody("managed-database", "10.20.0.7"),
    Somebody("metadata-service", "169.254.169.254"),
]
"""One of these pods has the label of an app, but is in another namespace."""

PORTS = (
    *("53/UDP", "53/TCP", "80/TCP", "443/TCP", "3000/TCP", "5432/TCP", "6379/TCP", "6380/TCP", "6443/TCP"),
    *("7946/UDP", "7946/TCP", "8080/TCP", "8081/TCP", "8089/TCP", "8443/TCP", "9090/TCP", "9100/TCP"),
)

WORKLOADS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job")


def pods_of(objects: Iterable[Mapping[str, Any]]) -> Iterator[Somebody]:
    """Two pods for each workload, with the labels of its template, and in each namespace a pod of no app."""
    namespaces: dict[str, None] = {}
    for index, each in enumerate(objects):
        if each["kind"] in WORKLOADS:
            spec = each["spec"]["jobTemplate"]["spec"] if each["kind"] == "CronJob" else each["spec"]
            labels, namespace = spec["template"]["metadata"]["labels"], each["metadata"]["namespace"]
            namespaces[namespace] = None
            for twin in ("1", "2"):
                address = f"10.{twin}.{index // 250}.{index % 250 + 1}"
                yield _namespaced(labels["app.kubernetes.io/name"], address, namespace, labels)
    for index, namespace in enumerate(namespaces):
        yield _namespaced("intruder", f"10.3.0.{index + 1}", namespace, {"run": "intruder"})


def reached(objects: Sequence[Mapping[str, Any]], ports: Iterable[str] = PORTS) -> Reached:
    """The matrix of all connections: from every pod to every other pod on every port. Connections between two outside
    nodes, and DNS, are left out.
    """
    policies, pods = Policies(objects), list(pods_of(objects))
    closed = {pod.namespace for pod in pods}
    everybody = [*pods, *STRANGERS]
    return {
        (str(source), str(target), port)
        for source in everybody
        for target in everybody
        for port in ports
        if source != target
        and {source.namespace, target.namespace} & closed
        and policies.allow(source, target, int(port.partition("/")[0]), port.partition("/")[2])
    } - asking_dns(objects)


def asking_dns(objects: Sequence[Mapping[str, Any]]) -> Reached:
    """The DNS requests of a stack: every pod may send them."""
    return {(str(pod), "kube-system/dns", port) for pod in pods_of(objects) for port in ("53/UDP", "53/TCP")}


def from_everybody(target: str, port: str, but: str = "") -> Reached:
    """Connections to targets that are open to all. Pods of a stack are isolated, so only other pods are sources."""
    return {(str(each), target, port) for each in STRANGERS if str(each) != but}

"""The content of a picture of a stack: apps in their namespaces, outside nodes, and connections."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from slipway.checks.exposure import ways_in
from slipway.settings.app import AppSettings
from slipway.settings.cluster_peers import CallerSettings, ClusterPeersSettings
from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.monitoring import MonitoringPartSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.objects import ManifestSettings, manifests
from slipway.settings.ports import PodPort
from slipway.settings.served import ServedSettings, ServiceAppSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.chart_ports import chart_ports

Shape = Literal["app", "exposed", "outside", "world"]
WORLD = "outside the cluster"
API = "Kubernetes API"
NODES = "nodes"


class Node(NamedTuple):
    """The source or target of a connection. `key` is unique, `label` is for people."""

    key: str
    label: str
    shape: Shape


class Arrow(NamedTuple):
    """A connection between two keys. The label has the ports, or the kind of access."""

    source: str
    target: str
    label: str


@dataclass(frozen=True)
class Picture:
    """Nodes and arrows in the order of the stack file."""

    namespaces: dict[str, list[Node]]
    others: list[Node]
    arrows: list[Arrow]

    @staticmethod
    def of(graph: Graph) -> "Picture":
        """The picture of a valid stack."""
        namespaces = {
            namespace: [
                *(_node(f"{namespace}/{name}", name, app) for name, app in settings.apps.items()),
                *(
                    Node(f"{namespace}/objects.{key}", f"{each.kind} {name}", "exposed")
                    for key, name, each in _ways_of_objects(settings)
                ),
            ]
            for namespace, settings in graph.declared.namespaces.items()
        }
        parts = _parts(graph)
        for which in parts:
            namespaces.setdefault(which.namespace, []).append(Node(str(which), which.name, "app"))
        inside = [Arrow(str(each.source), str(each.target), _ports(each.ports)) for each in graph.edges()]
        across = [
            arrow
            for namespace, settings in graph.declared.namespaces.items()
            for name, app in settings.apps.items()
            for arrow in _across(f"{namespace}/{name}", app)
        ]
        across += [
            Arrow(WORLD, f"{namespace}/objects.{key}", each.outside_type() or each.kind)
            for namespace, settings in graph.declared.namespaces.items()
            for key, _, each in _ways_of_objects(settings)
        ]
        web = chart_ports(graph.declared.monitoring).web if graph.declared.monitoring else {}
        across += [
            arrow for which, part in parts.items() for arrow in _across_part(str(which), part, web.get(which.name, 0))
        ]
        apps = {node.key for nodes in namespaces.values() for node in nodes}
        others = dict.fromkeys(end for arrow in across for end in (arrow.source, arrow.target) if end not in apps)
        shown = [Node(other, other, "world" if other == WORLD else "outside") for other in others]
        return Picture(namespaces, shown, [*inside, *across])


def _node(key: str, name: str, app: AppSettings) -> Node:
    return Node(key, name, "exposed" if isinstance(app, ServiceAppSettings) and ways_in(app) else "app")


def _ways_of_objects(settings: NamespaceSettings) -> Iterator[tuple[str, str, ManifestSettings]]:
    """The `objects` that open an app to the outside. Only the cluster knows the pods that they lead to."""
    return (found for found in manifests(settings.objects) if found[2].is_way_in())


def _parts(graph: Graph) -> dict[AppId, MonitoringPartSettings]:
    """The parts of the monitoring with connections outside the chart."""
    monitoring = graph.declared.monitoring
    if monitoring is None:
        return {}
    said = {AppId(monitoring.namespace, name): part for name, part in monitoring.parts().items()}
    return {which: part for which, part in said.items() if part.connects_to or part.accepts_from}


def _across_part(key: str, part: MonitoringPartSettings, port: int) -> Iterator[Arrow]:
    for peers in part.accepts_from:
        for caller in _callers(peers):
            yield Arrow(caller, key, str(port))
    yield from _to_outside(key, part.connects_to)


def _across(key: str, app: AppSettings) -> Iterator[Arrow]:
    """The connections of an app from and to nodes outside the stack, and between its own pods."""
    if isinstance(app, ServiceAppSettings):
        for way in ways_in(app):
            yield Arrow(WORLD, key, way.rpartition(" ")[2])
        if app.peer_ports:
            yield Arrow(key, key, ", ".join(app.peer_ports))
    if isinstance(app, ServedSettings):
        for peers in app.accepts_from:
            for caller in _callers(peers):
                yield Arrow(caller, key, _ports(tuple(map(app.pod_port, app.named(peers.names())))))
    yield from _to_outside(key, app.connections().values())
    if app.api_access:
        yield Arrow(key, API, "apiAccess")


def _to_outside(key: str, connections: Iterable[ConnectionSettings]) -> Iterator[Arrow]:
    for connection in connections:
        if target := connection.cidr or connection.host or (_pods(connection.pods) if connection.pods else None):
            yield Arrow(key, target, _ports(connection.numbers()))


def _callers(peers: ClusterPeersSettings) -> Iterator[str]:
    """The callers that the stack does not deploy."""
    if pods := peers.pods():
        yield _pods(pods)
    yield from peers.cidrs
    if peers.nodes:
        yield NODES
    if isinstance(peers, CallerSettings) and peers.api_server:
        yield API


def _pods(pods: ClusterPodsSettings) -> str:
    """The namespace and the labels of the pods."""
    return " ".join([pods.namespace, *(f"{key}={value}" for key, value in pods.labels.items())])


def _ports(ports: tuple[PodPort, ...]) -> str:
    return ", ".join(map(str, ports))

"""The app graph: connections between apps of the stack, with their ports.

It comes from `connectsTo` only. Cycles are allowed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from slipway.settings.connection import ConnectionSettings
from slipway.settings.pod import PodSettings
from slipway.settings.service import MAIN_PORT
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ServiceAppSettings


class AppId(NamedTuple):
    """The namespace and name of an app."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


class PodPort(NamedTuple):
    """A port of a pod. Network policies match it, not the port of the Service."""

    number: int
    protocol: str = "TCP"

    def __str__(self) -> str:
        return str(self.number) if self.protocol == "TCP" else f"{self.number}/{self.protocol}"


@dataclass(frozen=True)
class Edge:
    """A connection from one app to another, with its ports."""

    source: AppId
    target: AppId
    ports: tuple[PodPort, ...]


@dataclass(frozen=True)
class Graph:
    """All connections of a valid stack, by source and by target."""

    stack: StackSettings
    outgoing: Mapping[AppId, list[Edge]]
    incoming: Mapping[AppId, list[Edge]]

    @staticmethod
    def of(stack: StackSettings) -> "Graph":
        """The graph of a stack without broken connections (`slipway/checks/connections.py`)."""
        outgoing: dict[AppId, list[Edge]] = {}
        incoming: dict[AppId, list[Edge]] = {}
        for edge in _edges(stack):
            outgoing.setdefault(edge.source, []).append(edge)
            incoming.setdefault(edge.target, []).append(edge)
        return Graph(stack, outgoing, incoming)

    def edges(self) -> Iterator[Edge]:
        """All edges, in the order of the stack file."""
        for edges in self.outgoing.values():
            yield from edges

    def app(self, which: AppId) -> PodSettings:
        """The settings of an app."""
        return self.stack.namespaces[which.namespace].apps[which.name]


def peers_of(stack: StackSettings, namespace: str, app: PodSettings) -> dict[str, ServiceAppSettings]:
    """The settings of the apps in `connectsTo`: by name in the same namespace, by `<namespace>/<name>` in others."""
    found: dict[str, ServiceAppSettings] = {}
    for connection in app.connects_to:
        if connection.app:
            peer = stack.namespaces[connection.namespace or namespace].apps[connection.app]
            if isinstance(peer, ServiceAppSettings):
                where = f"{connection.namespace}/" if connection.namespace else ""
                found[f"{where}{connection.app}"] = peer
    return found


def pod_port(app: ServiceAppSettings, name: str) -> PodPort:
    """The port of an app by its name."""
    if name == MAIN_PORT:
        return PodPort(app.port)
    return PodPort(app.ports[name].port, app.ports[name].protocol)


def _edges(stack: StackSettings) -> Iterator[Edge]:
    for source, connections in connecting(stack):
        for connection in connections:
            if connection.app:
                target = AppId(connection.namespace or source.namespace, connection.app)
                peer = stack.namespaces[target.namespace].apps[target.name]
                if isinstance(peer, ServiceAppSettings):
                    yield Edge(source, target, tuple(pod_port(peer, each) for each in connection.names()))


def connecting(stack: StackSettings) -> Iterator[tuple[AppId, tuple[ConnectionSettings, ...]]]:
    """All sources with their connections: the apps, then the components of the monitoring."""
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            yield AppId(namespace, name), app.connects_to
    if stack.monitoring:
        for name, part in stack.monitoring.parts().items():
            yield AppId(stack.monitoring.namespace, name), part.connects_to

"""The app graph: which app of the stack talks to which other, and on which ports.

It is read off `connectsTo` alone, so that a cycle is as good as anything else: nothing depends on an order.
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
    """An app and where it is."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


class PodPort(NamedTuple):
    """Where a process listens: what a policy sees, whatever number its Service has."""

    number: int
    protocol: str = "TCP"

    def __str__(self) -> str:
        return str(self.number) if self.protocol == "TCP" else f"{self.number}/{self.protocol}"


@dataclass(frozen=True)
class Edge:
    """One app may open connections to another on these ports."""

    source: AppId
    target: AppId
    ports: tuple[PodPort, ...]


@dataclass(frozen=True)
class Graph:
    """All edges of a sound stack, by both of their ends."""

    stack: StackSettings
    outgoing: Mapping[AppId, list[Edge]]
    incoming: Mapping[AppId, list[Edge]]

    @staticmethod
    def of(stack: StackSettings) -> "Graph":
        """Expects that `settings.connections` found nothing broken."""
        outgoing: dict[AppId, list[Edge]] = {}
        incoming: dict[AppId, list[Edge]] = {}
        for edge in _edges(stack):
            outgoing.setdefault(edge.source, []).append(edge)
            incoming.setdefault(edge.target, []).append(edge)
        return Graph(stack, outgoing, incoming)

    def edges(self) -> Iterator[Edge]:
        """In the order of the stack file."""
        for edges in self.outgoing.values():
            yield from edges

    def app(self, which: AppId) -> PodSettings:
        """Its settings."""
        return self.stack.namespaces[which.namespace].apps[which.name]


def peers_of(stack: StackSettings, namespace: str, app: PodSettings) -> dict[str, ServiceAppSettings]:
    """The settings of the apps that it connects to: by name in its own namespace, by `<namespace>/<name>` in others."""
    found: dict[str, ServiceAppSettings] = {}
    for connection in app.connects_to:
        if connection.app:
            peer = stack.namespaces[connection.namespace or namespace].apps[connection.app]
            if isinstance(peer, ServiceAppSettings):
                where = f"{connection.namespace}/" if connection.namespace else ""
                found[f"{where}{connection.app}"] = peer
    return found


def pod_port(app: ServiceAppSettings, name: str) -> PodPort:
    """The port of that name."""
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
    """Everybody who may say whom it talks to, and what is said: the apps, then the parts of the monitoring."""
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            yield AppId(namespace, name), app.connects_to
    if stack.monitoring:
        for name, part in stack.monitoring.parts().items():
            yield AppId(stack.monitoring.namespace, name), part.connects_to

"""The app graph: the apps of a stack, the connections between them, and their ports.

It is built from `connectsTo` and `telemetry` only. Cycles are allowed, because nothing depends on an order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from slipway.settings.app import AppSettings
from slipway.settings.cluster import ClusterSettings
from slipway.settings.connection import ConnectionSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.ports import PodPort
from slipway.settings.served import ServedSettings


class AppId(NamedTuple):
    """An app and its namespace."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


class Declared(Protocol):
    """The declaration of a network: a whole stack, or a part of one."""

    @property
    def namespaces(self) -> Mapping[str, NamespaceSettings]:
        """The namespaces by name."""

    @property
    def cluster(self) -> ClusterSettings:
        """The cluster of the namespaces."""

    @property
    def monitoring(self) -> MonitoringSettings | None:
        """The monitoring, if there is one."""


@dataclass(frozen=True)
class Alone:
    """The network of a single component, without a stack."""

    namespaces: Mapping[str, NamespaceSettings] = field(default_factory=dict)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    monitoring: MonitoringSettings | None = None


@dataclass(frozen=True)
class Edge:
    """A connection: an app may open connections to another one on these ports."""

    source: AppId
    target: AppId
    ports: tuple[PodPort, ...]


@dataclass(frozen=True)
class Graph:
    """All edges of a valid declaration, by source and by target."""

    declared: Declared
    outgoing: Mapping[AppId, list[Edge]]
    incoming: Mapping[AppId, list[Edge]]

    @staticmethod
    def of(declared: Declared) -> "Graph":
        """The graph of a declaration that has passed `slipway.checks.connections`."""
        outgoing: dict[AppId, list[Edge]] = {}
        incoming: dict[AppId, list[Edge]] = {}
        for edge in _edges(declared):
            outgoing.setdefault(edge.source, []).append(edge)
            incoming.setdefault(edge.target, []).append(edge)
        return Graph(declared, outgoing, incoming)

    def edges(self) -> Iterator[Edge]:
        """All edges, in the order of the stack file."""
        for edges in self.outgoing.values():
            yield from edges

    def app(self, which: AppId) -> AppSettings:
        """The settings of an app."""
        return self.declared.namespaces[which.namespace].apps[which.name]

    def peers(self, which: AppId) -> dict[str, ServedSettings]:
        """The targets of an app, by the name in `connectsTo`: `db`, or `<namespace>/db` in another namespace."""
        found: dict[str, ServedSettings] = {}
        for connection in self.app(which).connections().values():
            if connection.app:
                peer = peer_of(self.declared, which.namespace, connection)
                if peer:
                    found[connection.peer_name()] = peer
        return found


def peer_of(declared: Declared, own: str, connection: ConnectionSettings) -> ServedSettings | None:
    """The target of a connection; None if it has no Service."""
    peer = declared.namespaces[connection.namespace or own].apps[connection.app or ""]
    return peer if isinstance(peer, ServedSettings) and peer.faces() else None


def connecting(declared: Declared) -> Iterator[tuple[AppId, tuple[ConnectionSettings, ...]]]:
    """Every app and every part of the monitoring, with its connections."""
    for namespace, settings in declared.namespaces.items():
        for name, app in settings.apps.items():
            yield AppId(namespace, name), tuple(app.connections().values())
    if declared.monitoring:
        for name, part in declared.monitoring.parts().items():
            yield AppId(declared.monitoring.namespace, name), part.connects_to


def _edges(declared: Declared) -> Iterator[Edge]:
    for source, connections in connecting(declared):
        for connection in connections:
            peer = peer_of(declared, source.namespace, connection) if connection.app else None
            if peer:
                target = AppId(connection.namespace or source.namespace, connection.app or "")
                yield Edge(source, target, tuple(map(peer.pod_port, peer.named(connection.names()))))

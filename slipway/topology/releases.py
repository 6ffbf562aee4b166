"""The traffic that is allowed to and from the pods of the Helm charts of a namespace."""

from collections.abc import Iterator

from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.ports import PodPort
from slipway.settings.releases import ChartSettings
from slipway.topology.apps import AppId, Declared, Graph, peer_of
from slipway.topology.monitoring import Part
from slipway.topology.rules import Addresses, Peer, Rule, Traffic
from slipway.topology.traffic import to_api_server, to_outside

EVERY_PORT: tuple[PodPort, ...] = ()


def release_part(graph: Graph, which: AppId) -> Part:
    """All allowed traffic of a chart. Everything else is denied."""
    chart = graph.declared.namespaces[which.namespace].charts[which.name]
    among = Rule((pods_of(which, chart),), EVERY_PORT)
    callers = [Rule((_caller(each.pods, each.cidr),), tuple(map(PodPort, each.ports))) for each in chart.accepts_from]
    egress = [
        among,
        *(_to_apps(graph.declared, which, chart)),
        *to_outside(chart.connects_to),
        *(to_api_server(graph.declared.cluster) if chart.api_server else ()),
    ]
    ingress = (among, *callers, *_from_apps(graph.declared, which))
    named = tuple(each for each in chart.connects_to if each.host)
    return Part(Traffic(ingress, tuple(egress)), named, api=bool(chart.api_server), node_ports=())


def pods_of(which: AppId, chart: ChartSettings) -> ClusterPodsSettings:
    """The pods of a chart, as a peer in a rule."""
    return ClusterPodsSettings(namespace=which.namespace, labels=chart.labels_of_pods(which.name))


def called_chart(declared: Declared, connection: ConnectionSettings) -> AppId | None:
    """The chart of the stack whose pods a connection names by their labels; None if it names others."""
    if connection.pods is None or connection.pods.namespace not in declared.namespaces:
        return None
    for name, chart in declared.namespaces[connection.pods.namespace].charts.items():
        if chart.labels_of_pods(name).items() <= connection.pods.labels.items():
            return AppId(connection.pods.namespace, name)
    return None


def _caller(pods: ClusterPodsSettings | None, cidr: str | None) -> Peer:
    return pods or Addresses(cidr or "")


def _to_apps(declared: Declared, which: AppId, chart: ChartSettings) -> Iterator[Rule]:
    for connection in chart.connects_to:
        peer = peer_of(declared, which.namespace, connection) if connection.app else None
        if peer:
            target = AppId(connection.namespace or which.namespace, connection.app or "")
            yield Rule((target,), tuple(map(peer.pod_port, peer.named(connection.names()))))


def _from_apps(declared: Declared, which: AppId) -> Iterator[Rule]:
    """The apps of its own namespace that name its pods. Those of other namespaces are in `acceptsFrom`."""
    for name, app in declared.namespaces[which.namespace].apps.items():
        for connection in app.connections().values():
            if called_chart(declared, connection) == which:
                yield Rule((AppId(which.namespace, name),), connection.numbers())

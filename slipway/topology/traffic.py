"""The traffic that is allowed to and from the pods of an app: the content of its network policies."""

from collections.abc import Iterable, Iterator

from slipway.settings.app import AppSettings
from slipway.settings.cluster import ClusterSettings
from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.ports import PodPort
from slipway.settings.served import ServedSettings, ServiceAppSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.cloud_metadata import GKE_IDENTITY, GKE_METADATA
from slipway.topology.cluster_peers import let_in, peers
from slipway.topology.rules import Addresses, Peer, Rule, Traffic
from slipway.topology.scraped import prometheus


def traffic(graph: Graph, which: AppId) -> Traffic:
    """All allowed traffic of an app. Everything else is denied."""
    app = graph.app(which)
    among = list(_among_its_pods(which, app))
    callers = [Rule((edge.source,), edge.ports) for edge in graph.incoming.get(which, ())]
    called = [Rule((edge.target,), edge.ports) for edge in graph.outgoing.get(which, ())]
    asked = to_api_server(graph.declared.cluster) if app.api_access else ()
    return Traffic(
        ingress=(
            *callers,
            *among,
            *_from_outside(graph, app),
            *_from_others(graph, app),
            *_from_prometheus(graph, app),
            *_from_charts(graph, which, app),
        ),
        egress=(*called, *among, *to_outside(app.connections().values()), *asked, *_to_metadata_server(app)),
    )


def _to_metadata_server(app: AppSettings) -> Iterator[Rule]:
    """An app with an identity of Google Cloud gets its token there; no other app may."""
    if GKE_IDENTITY in app.service_account.annotations:
        for cidr, ports in GKE_METADATA:
            yield Rule((Addresses(cidr),), tuple(map(PodPort, ports)))


def _among_its_pods(which: AppId, app: AppSettings) -> Iterator[Rule]:
    if isinstance(app, ServiceAppSettings) and app.peer_ports:
        yield Rule((which,), tuple(app.pod_port(name) for name in app.peer_ports))


def _from_outside(graph: Graph, app: AppSettings) -> Iterator[Rule]:
    if not isinstance(app, ServiceAppSettings):
        return
    cluster = graph.declared.cluster
    for through, ways in ((cluster.ingress, {"ingress"}), (cluster.gateway, {"route", "grpcRoute"})):
        ports = dict.fromkeys(app.pod_port(port) for steps, port in app.backends() if steps[0] in ways)
        if through:
            yield from let_in(peers(through, cluster), tuple(ports))
    for face in app.faces().values():
        if face.outside:
            # Only with `Local` does a pod see the address of the client; otherwise it sees that of a node.
            local = face.settings.external_traffic_policy == "Local"
            seen = face.settings.load_balancer_source_ranges if local else ()
            yield Rule(tuple(map(Addresses, seen)), tuple(map(app.pod_port, face.ports)))


def _from_others(graph: Graph, app: AppSettings) -> Iterator[Rule]:
    """Callers that the stack does not deploy."""
    if isinstance(app, ServedSettings):
        for caller in app.accepts_from:
            if caller.app is None:
                ports = tuple(map(app.pod_port, app.named(caller.names())))
                yield from let_in(peers(caller, graph.declared.cluster), ports)


def _from_prometheus(graph: Graph, app: AppSettings) -> Iterator[Rule]:
    scraping, scrape = prometheus(graph.declared), app.scrape()
    if scraping and scrape:
        yield Rule((scraping,), (scrape.port,))


def _from_charts(graph: Graph, which: AppId, app: AppSettings) -> Iterator[Rule]:
    """The pods of Helm charts that connect to the app."""
    if not isinstance(app, ServiceAppSettings):
        return
    for namespace, settings in graph.declared.namespaces.items():
        for name, chart in settings.charts.items():
            for connection in chart.connects_to:
                if (connection.namespace or namespace, connection.app) == which:
                    pods = ClusterPodsSettings(namespace=namespace, labels=chart.labels_of_pods(name))
                    yield Rule((pods,), tuple(map(app.pod_port, app.named(connection.names()))))


def to_outside(connections: Iterable[ConnectionSettings]) -> Iterator[Rule]:
    """Rules for targets outside the stack that have labels or addresses; a `host` has none."""
    for connection in connections:
        meant: Peer | None = connection.pods
        if connection.cidr:
            meant = Addresses.outward(connection.cidr, connection.except_)
        if meant:
            yield Rule((meant,), connection.numbers())


def to_api_server(cluster: ClusterSettings) -> Iterator[Rule]:
    """Rules for the addresses of the API server. Cilium needs none."""
    server = cluster.api_server
    if cluster.network_policies == "kubernetes" and server.cidrs and server.ports:
        yield Rule(tuple(map(Addresses.outward, server.cidrs)), tuple(map(PodPort, server.ports)))

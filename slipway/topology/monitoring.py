"""The traffic that is allowed to and from the pods of the monitoring."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from slipway.settings.chart import ALERTMANAGER, GRAFANA, OPERATOR, PROMETHEUS
from slipway.settings.connection import ConnectionSettings
from slipway.settings.monitoring import MonitoringPartSettings, MonitoringSettings
from slipway.settings.ports import PodPort
from slipway.topology.apps import AppId, Graph
from slipway.topology.chart_pods import LABELS, pods
from slipway.topology.chart_ports import MESH, RELOADER, ChartPorts, chart_ports
from slipway.topology.cluster_peers import api_server, let_in, peers
from slipway.topology.rules import Addresses, Rule, Traffic
from slipway.topology.scraped import scraped
from slipway.topology.traffic import to_api_server, to_outside


class Flow(NamedTuple):
    """Traffic from one component to another, in the monitoring namespace."""

    source: str
    target: str
    ports: tuple[PodPort, ...]


@dataclass(frozen=True)
class Part:
    """The traffic of one component of the chart."""

    traffic: Traffic
    named: tuple[ConnectionSettings, ...]
    """Connections to host names outside the cluster."""
    api: bool
    """True if it uses the Kubernetes API."""
    node_ports: tuple[PodPort, ...]
    """Ports that it reaches on every node."""


def monitoring_traffic(graph: Graph, monitoring: MonitoringSettings) -> dict[str, Part]:
    """All allowed traffic of each component of the chart. Everything else is denied."""
    ports = chart_ports(monitoring)
    return {name: _part(graph, monitoring, name, ports) for name in LABELS}


def _part(graph: Graph, monitoring: MonitoringSettings, name: str, ports: ChartPorts) -> Part:
    own, flows = AppId(monitoring.namespace, name), list(_flows(monitoring, ports))
    said = monitoring.parts().get(name, MonitoringPartSettings())
    prometheus, api = name == PROMETHEUS, name != ALERTMANAGER
    nodes = tuple(_on_nodes(graph, monitoring, ports)) if prometheus else ()
    web, cluster = tuple(map(PodPort, [ports.web[name]] if name in ports.web else [])), graph.declared.cluster
    accepted = let_in(tuple(peer for each in said.accepts_from for peer in peers(each, cluster)), web)
    webhook = let_in(tuple(api_server(cluster)), web) if name == OPERATOR else ()
    callers = [Rule((pods(each.source, own.namespace),), each.ports) for each in flows if each.target == name]
    called = [Rule((pods(each.target, own.namespace),), each.ports) for each in flows if each.source == name]
    ingress = [*callers, *accepted, *webhook]
    egress = [
        *called,
        *(Rule((edge.target,), edge.ports) for edge in graph.outgoing.get(own, ())),
        *to_outside(said.connects_to),
        *(_scraped(graph, ports) if prometheus else ()),
        *_to_nodes(graph, nodes),
        *(to_api_server(cluster) if api else ()),
    ]
    receivers = _receivers(monitoring) if name == ALERTMANAGER else ()
    named = tuple(each for each in (*said.connects_to, *receivers) if each.host)
    return Part(Traffic(tuple(ingress), tuple(egress)), named, api, nodes)


def _receivers(monitoring: MonitoringSettings) -> Iterator[ConnectionSettings]:
    """The hosts of the receivers of alerts. Only policies of Cilium know hosts."""
    for each in monitoring.alerting.endpoints() if monitoring.alerting else ():
        if not each.in_cluster:
            yield ConnectionSettings(host=each.host, port=each.port)


def _flows(monitoring: MonitoringSettings, ports: ChartPorts) -> Iterator[Flow]:
    """The traffic of the chart's monitors, data sources and alerts."""
    reloaded = (PROMETHEUS, ALERTMANAGER)
    for name, port in ports.web.items():
        yield Flow(PROMETHEUS, name, tuple(map(PodPort, (port, *([RELOADER] if name in reloaded else [])))))
    for name in reloaded:
        yield Flow(GRAFANA, name, (PodPort(ports.web[name]),))
    if monitoring.alertmanager.replicas > 1:
        mesh = (PodPort(MESH), PodPort(MESH, "UDP"))
        yield Flow(ALERTMANAGER, ALERTMANAGER, mesh)


def _scraped(graph: Graph, ports: ChartPorts) -> Iterator[Rule]:
    """Scrapes of CoreDNS and of the apps of the stack, one rule for all apps with the same port."""
    yield Rule((ports.coredns_pods,), (PodPort(ports.coredns),))
    apps: dict[PodPort, list[AppId]] = {}
    for which, app, scrape in scraped(graph.declared):
        if not app.relaxations.host_network:
            apps.setdefault(scrape.port, []).append(which)
    for port, together in apps.items():
        yield Rule(tuple(together), (port,))


def _on_nodes(graph: Graph, monitoring: MonitoringSettings, ports: ChartPorts) -> Iterator[PodPort]:
    """Ports of kubelets, and of pods on the network of their node."""
    control_plane = () if monitoring.managed_control_plane else ports.control_plane
    found = dict.fromkeys(map(PodPort, (ports.kubelet, ports.node_exporter, *control_plane)))
    for _, app, scrape in scraped(graph.declared):
        if app.relaxations.host_network:
            found[scrape.port] = None
    yield from found


def _to_nodes(graph: Graph, ports: tuple[PodPort, ...]) -> Iterator[Rule]:
    cluster = graph.declared.cluster
    if ports and cluster.node_cidrs and cluster.network_policies == "kubernetes":
        yield Rule(tuple(map(Addresses.outward, cluster.node_cidrs)), ports)

"""Rules for the connections of a stack: `connectsTo`, `acceptsFrom`, `peerPorts`."""

from collections.abc import Iterator, Mapping

from slipway.checks.callers import unknown_callers, useless_callers
from slipway.checks.downloads import unreachable_downloads
from slipway.checks.problems import Problem, path_of, unknown
from slipway.checks.telemetry import lost_telemetry
from slipway.settings.app import AppSettings
from slipway.settings.connection import ConnectionPath, ConnectionSettings, by_path
from slipway.settings.served import ServedSettings, ServiceAppSettings
from slipway.topology.addresses import peer_address
from slipway.topology.apps import AppId, Declared
from slipway.topology.releases import called_chart

Connections = Mapping[ConnectionPath, ConnectionSettings]
"""Connections by their path below the app."""


def broken_connections(stack: Declared) -> Iterator[Problem]:
    """Connections to unknown targets, and connections that the target does not accept."""
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            path = path_of("namespaces", namespace, "apps", name)
            yield from connection_problems(path, AppId(namespace, name), app, stack)
            if isinstance(app, ServedSettings):
                yield from unknown_callers(path, namespace, app, stack)
    if stack.monitoring:
        for name, part in stack.monitoring.parts().items():
            own = AppId(stack.monitoring.namespace, name)
            yield from connections_of(path_of("monitoring", name), own, by_path(part.connects_to), stack)


def connection_problems(path: str, own: AppId, app: AppSettings, stack: Declared) -> Iterator[Problem]:
    """The broken connections of the app at `path`."""
    yield from connections_of(path, own, app.connections(), stack)
    if app.relaxations.host_network:
        yield from _on_the_node(path, own, app.connections())
    yield from unreachable_downloads(path, app, stack.cluster, own.namespace)
    yield from lost_telemetry(path, own, app, stack)
    if isinstance(app, ServiceAppSettings):
        yield from _ports(path_of(path, "peerPorts"), own.name, app, app.peer_ports)
    if isinstance(app, ServedSettings):
        yield from useless_callers(path, app)


def connections_of(path: str, own: AppId, connections: Connections, stack: Declared) -> Iterator[Problem]:
    """The broken connections of an app, a part of the monitoring or a chart. `own` is its namespace and its name."""
    targets: dict[AppId, str] = {}
    variables: dict[str, str] = {}
    for steps, connection in connections.items():
        where = path_of(path, *steps)
        if connection.app:
            target = AppId(connection.namespace or own.namespace, connection.app)
            first = targets.setdefault(target, where)
            if first != where:
                yield Problem(
                    where, f"{target} is already in {first}; list several ports there: ports: [http, metrics]"
                )
                continue
            problems = list(_peer(where, own, target, connection, stack))
            if own.namespace in stack.namespaces:  # pods of the monitoring get no variables
                problems = problems or list(_variables(where, connection, target, stack, variables))
            yield from problems
        elif chart := called_chart(stack, connection):
            yield from _chart_accepts(where, own, chart, stack)
        elif connection.pods and connection.pods.namespace in stack.namespaces:
            message = (
                f"{connection.pods.namespace} is a namespace of the stack; name the app instead, "
                f"for example {{app: web, namespace: {connection.pods.namespace}}}"
            )
            yield Problem(where, message)
        elif connection.host and stack.cluster.network_policies != "cilium":
            message = (
                f"NetworkPolicies of Kubernetes match addresses only; expected the addresses of {connection.host}, "
                f"for example {{cidr: 203.0.113.10/32, port: {connection.numbers()[0]}}}, "
                "or cluster.networkPolicies: cilium if the cluster network is Cilium"
            )
            yield Problem(where, message)


def _on_the_node(path: str, own: AppId, connections: Connections) -> Iterator[Problem]:
    for steps, connection in connections.items():
        if connection.app:
            yield Problem(path_of(path, *steps), f"{own} {_ON_THE_NODE}")


_ON_THE_NODE = "uses the network of its node (relaxations.hostNetwork), so no network policy can select its pods"


def _peer(path: str, own: AppId, target: AppId, connection: ConnectionSettings, stack: Declared) -> Iterator[Problem]:
    namespace = stack.namespaces.get(target.namespace)
    if namespace is None:
        message = unknown(target.namespace, stack.namespaces, "namespace", named=True)
        yield Problem(path, f"{message} (use pods or cidr for a target outside the stack)")
    elif host := namespace.external_names.get(target.name):
        yield Problem(
            path, f"{target.name} is an external name; expected its host, for example {{host: {host}, port: 443}}"
        )
    elif target.name not in namespace.apps:
        yield Problem(path, unknown(target.name, namespace.apps, f"app of {target.namespace}", named=True))
    elif target == own:
        message = "an app cannot connect to itself; use peerPorts for connections between its pods"
        yield Problem(path, message)
    else:
        yield from _reachable(path, own, target, connection, namespace.apps[target.name])


def _reachable(
    path: str, own: AppId, target: AppId, connection: ConnectionSettings, peer: AppSettings
) -> Iterator[Problem]:
    if not isinstance(peer, ServedSettings) or not peer.faces():
        agent = ", or service: {} in the agent" if peer.runs_on_every_node else ""
        message = f"{target} is of kind {peer.kind} and has no Service; expected a stateless or stateful app{agent}"
        yield Problem(path, message)
        return
    wrong = list(_ports(path, target.name, peer, connection.names()))
    yield from wrong
    if not wrong and peer_address(connection, peer) is None:
        message = f"no Service of {target} includes {', '.join(connection.names())}; set service.headless: true there"
        yield Problem(path, message)
    if peer.relaxations.host_network:
        yield Problem(path, f"{target} {_ON_THE_NODE}")
    if own.namespace != target.namespace and not {own.namespace, str(own)} & {each.app for each in peer.accepts_from}:
        there = path_of("namespaces", target.namespace, "apps", target.name)
        yield Problem(path, f"{target} does not accept connections from {own}; set acceptsFrom: [{own}] in {there}")


def _chart_accepts(path: str, own: AppId, target: AppId, stack: Declared) -> Iterator[Problem]:
    """Apps of another namespace must be in `acceptsFrom` of the chart, so that no team is reached unknowingly."""
    chart = stack.namespaces[target.namespace].charts[target.name]
    callers = [each.pods for each in chart.accepts_from if each.pods]
    if own.namespace != target.namespace and own.namespace not in {each.namespace for each in callers}:
        there = path_of("namespaces", target.namespace, "charts", target.name)
        wanted = f"{{pods: {{namespace: {own.namespace}}}, ports: [...]}}"
        yield Problem(
            path, f"{target} does not accept calls from {own.namespace}; set acceptsFrom: [{wanted}] in {there}"
        )


def _variables(
    path: str, connection: ConnectionSettings, target: AppId, stack: Declared, taken: dict[str, str]
) -> Iterator[Problem]:
    peer = stack.namespaces[target.namespace].apps[target.name]
    address = peer_address(connection, peer) if isinstance(peer, ServedSettings) else None
    for name in address.names() if address else ():
        first = taken.setdefault(name, path)
        if first != path:
            example = f"{target.namespace}_{target.name}_".upper().replace("-", "_")
            message = f"sets the variable {name}, and so does {first}; set prefix in one, for example {example}"
            yield Problem(path, message)
            return


def _ports(path: str, name: str, app: ServedSettings, ports: tuple[str, ...] | list[str]) -> Iterator[Problem]:
    known = app.port_names()
    for port in ports:
        if port not in known:
            yield Problem(path, unknown(port, known, f"port of {name}", named=True))

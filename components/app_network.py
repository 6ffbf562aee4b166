"""The network policies of an app in a ManagedNamespace, in a program without a stack file.

In a stack, the namespace knows all apps, and its policies are registered before the apps. Without a stack, each app
registers the policies of its connections: its own policy, and for each peer a policy that lets the app in.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi import Resource, RunError

from slipway.blocks import network_policy
from slipway.checks.callers import unsaid_addresses
from slipway.checks.connections import connection_problems
from slipway.checks.exposure import undecided_exposure
from slipway.settings.app import AppSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.topology import labels
from slipway.topology.apps import Alone, AppId, Graph
from slipway.topology.rules import Rule

from .admission import create_app_admission
from .app import App
from .managed_namespace import ManagedNamespace
from .policies import create_app_policies, create_policy


def create_network_policies(app: App[AppSettings]) -> list[Resource]:
    """Register the policies of the app, network and admission. There are none if the namespace knows the app, or is no
    ManagedNamespace.

    Raises `pulumi.RunError` for a connection to an unknown app, or to a peer that does not accept it.
    """
    inside = app.managed_namespace
    if inside is None or inside.knows(app.name):
        return []
    own = AppId(inside.name, app.name)
    declared = _declared(app, inside)
    only = Alone({own.namespace: _holding({own.name: app.settings})}, inside.cluster)
    if problems := [
        *connection_problems(app.pulumi_name, own, app.settings, declared),
        *undecided_exposure(only),
        *unsaid_addresses(only),
    ]:
        raise RunError("\n".join(map(str, problems)))
    graph = Graph.of(declared)
    created = create_app_policies(app, inside.name, graph, own, namespace=app.namespace, marks=app.marks)
    create_app_admission(app, app.pulumi_name, inside.name, app.settings, app.marks)
    return [inside.network, *created, *_let_in_by_peers(app, graph, own)]


def _declared(app: App[AppSettings], inside: ManagedNamespace) -> Alone:
    """The app and its peers, without the connections of the peers."""
    apps: dict[str, dict[str, AppSettings]] = {inside.name: {app.name: app.settings}}
    for connection in app.settings.connections().values():
        if connection.app and (peer := app.peers.get(connection.peer_name())):
            closed = peer.model_copy(update={"connects_to": (), "telemetry": None})
            apps.setdefault(connection.namespace or inside.name, {})[connection.app] = closed
    return Alone({name: _holding(each) for name, each in apps.items()}, inside.cluster)


def _holding(apps: Mapping[str, Any]) -> NamespaceSettings:
    """A namespace with these apps. There is no validation, because the apps are valid already."""
    return NamespaceSettings.model_construct(apps=dict(apps))


def _let_in_by_peers(app: App[AppSettings], graph: Graph, own: AppId) -> Iterator[Resource]:
    for edge in graph.outgoing.get(own, ()):
        spec = network_policy.ingress_policy(labels.selector(edge.target.name), [Rule((own,), edge.ports)])
        at_home = edge.target.namespace == own.namespace
        yield create_policy(
            app,
            own.namespace,
            f"{edge.target.name}.from-{own.namespace}.{own.name}",
            spec,
            namespace=app.namespace if at_home else edge.target.namespace,
            marks=app.marks,
        )

"""Callers of the apps: those in `acceptsFrom`, and those that the settings of the cluster name."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of, unknown
from slipway.settings.cluster_peers import CallerSettings, ClusterPeersSettings
from slipway.settings.served import ServedSettings
from slipway.topology.apps import Declared


def unknown_callers(path: str, own: str, app: ServedSettings, stack: Declared) -> Iterator[Problem]:
    """Callers in `acceptsFrom` of the app at `path` that do not exist, and apps of the stack that are not named."""
    namespaces = [*stack.namespaces, *([stack.monitoring.namespace] if stack.monitoring else [])]
    for index, caller in enumerate(app.accepts_from):
        where = path_of(path, "acceptsFrom", index)
        if caller.app:
            yield from _of_stack(where, own, caller.app, stack)
        elif caller.namespace in namespaces:
            message = (
                f"{caller.namespace} is a namespace of the stack; name the app instead, "
                f"for example {{app: {caller.namespace}/web}}"
            )
            yield Problem(where, message)


def useless_callers(path: str, app: ServedSettings) -> Iterator[Problem]:
    """Callers that the stack does not deploy, for ports or pods that no policy can open to them."""
    known = app.port_names()
    for index, caller in enumerate(app.accepts_from):
        where = path_of(path, "acceptsFrom", index)
        for name in caller.names():
            if name not in known:
                yield Problem(where, unknown(name, known, "port of the app", named=True))
        if caller.app is None and app.relaxations.host_network:
            message = "has no effect: the app uses the network of its node (relaxations.hostNetwork); leave it out"
            yield Problem(where, message)


def _of_stack(path: str, own: str, caller: str, stack: Declared) -> Iterator[Problem]:
    namespace, _, name = caller.partition("/")
    if namespace == own:
        yield Problem(path, "apps of the same namespace need no entry; expected another namespace, or leave it out")
    elif stack.monitoring and namespace == stack.monitoring.namespace:
        parts = stack.monitoring.parts()
        if name and name not in parts:
            yield Problem(path, unknown(name, parts, f"part of {namespace}", named=True))
    elif namespace not in stack.namespaces:
        message = unknown(namespace, stack.namespaces, "namespace", named=True)
        yield Problem(path, f"{message} (pods outside the stack: {{namespace: {namespace}, port: metrics}})")
    elif name and name not in {**stack.namespaces[namespace].apps, **stack.namespaces[namespace].charts}:
        yield Problem(path, unknown(name, stack.namespaces[namespace].apps, f"app of {namespace}", named=True))


def unsaid_addresses(stack: Declared) -> Iterator[Problem]:
    """Nodes or the API server as callers, without their addresses. The default, all private addresses, would let in
    every pod of the cluster.
    """
    if stack.cluster.network_policies == "cilium":
        return
    needed: dict[tuple[str, str, str], str] = {}
    for path, peers in _callers(stack):
        if peers.nodes:
            needed.setdefault(_NODES, path_of(path, "nodes"))
        if isinstance(peers, CallerSettings) and peers.api_server:
            needed.setdefault(_NODES, path_of(path, "apiServer"))
            needed.setdefault(_API_SERVER, path_of(path, "apiServer"))
    said = {_NODES: "node_cidrs" in stack.cluster.model_fields_set and stack.cluster.node_cidrs}
    said[_API_SERVER] = "cidrs" in stack.cluster.api_server.model_fields_set and stack.cluster.api_server.cidrs
    for which, path in needed.items():
        if not said[which]:
            setting, whom, example = which
            message = (
                f"missing; required by {path}: {whom}, for example [{example}]. The default, all private addresses, "
                "would let in every pod of the cluster"
            )
            yield Problem(setting, message)


_NODES = ("cluster.nodeCidrs", "the subnets of the nodes", "10.0.1.0/24")
_API_SERVER = ("cluster.apiServer.cidrs", "the addresses of the API server", "203.0.113.7/32")


def _callers(stack: Declared) -> Iterator[tuple[str, ClusterPeersSettings]]:
    """Everybody who may connect and is no app of the stack, with the path of the setting."""
    through = {"ingress": stack.cluster.ingress, "gateway": stack.cluster.gateway}
    for name, peers in through.items():
        if peers:
            yield path_of("cluster", name), peers
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if isinstance(app, ServedSettings):
                for index, caller in enumerate(app.accepts_from):
                    yield path_of("namespaces", namespace, "apps", name, "acceptsFrom", index), caller
    for name, part in stack.monitoring.parts().items() if stack.monitoring else ():
        for index, peers in enumerate(part.accepts_from):
            yield path_of("monitoring", name, "acceptsFrom", index), peers

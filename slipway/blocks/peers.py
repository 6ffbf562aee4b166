"""Environment variables with the addresses of the apps in `connectsTo`."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pulumi import Input, Output, RunError

from slipway.checks.problems import unknown
from slipway.settings.connection import ConnectionSettings
from slipway.settings.served import ServedSettings
from slipway.topology.addresses import peer_address

Peers = Mapping[str, ServedSettings]
"""Settings of apps: by name in the same namespace, by `<namespace>/<name>` in others."""

Variables = Mapping[str, Input[str]]
NO_VARIABLES: Variables = MappingProxyType({})


def peer_variables(connections: Iterable[ConnectionSettings], peers: Peers, namespace: Input[str]) -> Variables:
    """`DB_HOST` and `DB_PORT` for a peer `db`. Raises `pulumi.RunError` for a missing peer."""
    found: dict[str, Input[str]] = {}
    for connection in connections:
        if connection.app:
            where = f"{connection.namespace}/" if connection.namespace else ""
            peer = _peer(f"{where}{connection.app}", peers)
            address = peer_address(connection, peer)
            if address is None:
                raise RunError(
                    f"connectsTo: no Service of {connection.app} has the port {', '.join(connection.names())}"
                )
            found[address.host_variable] = _host(address.service, connection.namespace or namespace)
            found.update(address.port_variables)
    return found


def _host(service: str, namespace: Input[str]) -> Input[str]:
    """A DNS name that resolves in the whole cluster."""
    if isinstance(namespace, str):
        return f"{service}.{namespace}.svc"
    return Output.concat(service, ".", namespace, ".svc")


def _peer(name: str, peers: Peers) -> ServedSettings:
    if name not in peers:
        message = unknown(name, peers, "peer", named=True)
        raise RunError(f"connectsTo: {message} (the argument peers has the settings of each app in connectsTo)")
    return peers[name]

"""Rules for the telemetry of an app: an address that its connection leads to, and the protocol of the port."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from slipway.checks.downloads import could_reach
from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.served import ServedSettings
from slipway.settings.telemetry import TelemetrySettings
from slipway.settings.variables import Circle, in_order, is_plain
from slipway.topology.apps import AppId, Declared
from slipway.topology.telemetry import telemetry_environment

_PROTOCOLS = {"4317": "grpc", "4318": "http/protobuf"}
"""The ports that IANA has for OTLP: https://opentelemetry.io/docs/specs/otlp/"""
_SCHEME_PORTS = {"http": 80, "https": 443}


def lost_telemetry(path: str, own: AppId, app: AppSettings, stack: Declared) -> Iterator[Problem]:
    """Reasons for which the telemetry of the app at `path` would never arrive."""
    said = app.telemetry
    if said is None:
        return
    yield from _circle(path, own.name, app)
    if said.endpoint and is_plain(said.endpoint):
        yield from _out_of_reach(path_of(path, "telemetry", "endpoint"), said, said.endpoint, own.namespace)
    port = _port(said, own.namespace, stack)
    meant = _PROTOCOLS.get(port)
    if meant and meant != said.protocol:
        other = next(number for number, protocol in _PROTOCOLS.items() if protocol == said.protocol)
        message = (
            f"port {port} takes {meant}, not {said.protocol}; expected protocol: {meant}, or a port of the collector "
            f"for {said.protocol} in otlp (usually {other})"
        )
        yield Problem(path_of(path, "telemetry", "protocol"), message)


def _circle(path: str, name: str, app: AppSettings) -> Iterator[Problem]:
    values = {**telemetry_environment(name, app).env, **app.env}
    try:
        in_order(values, values)
    except Circle as circle:
        yield Problem(path_of(path, "env"), f"expected variables that do not refer to each other in a circle; {circle}")


def _out_of_reach(path: str, said: TelemetrySettings, endpoint: str, own: str) -> Iterator[Problem]:
    parts = urlsplit(endpoint)
    try:
        port = parts.port or _SCHEME_PORTS[parts.scheme]
    except ValueError:
        yield Problem(path, f"expected a port from 1 to 65535; got {parts.netloc.rpartition(':')[2]}")
        return
    # The port of a Service can differ from that of its pods, which only the cluster knows.
    reached = said.otlp.numbers()[0].number if said.otlp.pods else port
    if not could_reach(said.otlp, parts.hostname or "", reached, own):
        message = f"otlp does not lead to {parts.hostname} on port {port}; expected the target of otlp and its port"
        yield Problem(path, message)


def _port(said: TelemetrySettings, own: str, stack: Declared) -> str:
    """The port on which the collector listens, as far as it is known; empty otherwise."""
    if said.endpoint and said.otlp.app is None:
        return said.endpoint.split("//")[1].partition("/")[0].rpartition(":")[2]
    if said.otlp.app is None:
        return str(said.otlp.numbers()[0].number)
    namespace = stack.namespaces.get(said.otlp.namespace or own)
    peer = namespace.apps.get(said.otlp.app) if namespace else None
    if not isinstance(peer, ServedSettings) or not {*said.otlp.names()} <= {*peer.port_names()}:
        return ""  # The check of the connections tells it.
    return str(peer.pod_port(peer.named(said.otlp.names())[0]).number)

"""The three probes of a container."""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import HTTPGetActionArgs, ProbeArgs, TCPSocketActionArgs

from blocks.ports import PORT_NAME
from settings.probes import ProbeSettings, ProbesSettings


class Probes(TypedDict, total=False):
    """The arguments of a container that probes fill."""

    startup_probe: ProbeArgs
    readiness_probe: ProbeArgs
    liveness_probe: ProbeArgs


def probes(settings: ProbesSettings) -> Probes:
    """All three, on the app's port."""
    return Probes(
        startup_probe=_probe(settings.startup),
        readiness_probe=_probe(settings.readiness),
        liveness_probe=_probe(settings.liveness),
    )


def _probe(settings: ProbeSettings) -> ProbeArgs:
    return ProbeArgs(
        http_get=HTTPGetActionArgs(path=settings.path, port=PORT_NAME) if settings.path else None,
        tcp_socket=None if settings.path else TCPSocketActionArgs(port=PORT_NAME),
        period_seconds=settings.period_seconds,
        timeout_seconds=settings.timeout_seconds,
        failure_threshold=settings.failure_threshold,
    )

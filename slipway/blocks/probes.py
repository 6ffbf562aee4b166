"""The three probes of a container."""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import GRPCActionArgs, ProbeArgs, TCPSocketActionArgs

from slipway.blocks.handlers import exec_action, http_get
from slipway.settings.probes import ProbeSettings, ProbesSettings, ReadinessProbeSettings


class Probes(TypedDict, total=False):
    """The probe arguments of a container."""

    startup_probe: ProbeArgs
    readiness_probe: ProbeArgs
    liveness_probe: ProbeArgs


def probes(settings: ProbesSettings, port: int | None, port_name: str | None = None) -> Probes:
    """The three probes on the port of the container, by its name if it has one. A container without a port has only
    probes with `exec` or their own `port`.
    """
    made = Probes()
    if startup := _with_target(settings.startup, port):
        made["startup_probe"] = _probe(startup, port, port_name)
    if readiness := _with_target(settings.readiness, port):
        made["readiness_probe"] = _probe(readiness, port, port_name)
    if liveness := _with_target(settings.liveness, port):
        made["liveness_probe"] = _probe(liveness, port, port_name)
    return made


def _with_target(settings: ProbeSettings | None, port: int | None) -> ProbeSettings | None:
    return settings if settings and (settings.exec or settings.port or port) else None


def _probe(settings: ProbeSettings, port: int | None, port_name: str | None) -> ProbeArgs:
    probe = ProbeArgs(
        initial_delay_seconds=settings.initial_delay_seconds or None,
        period_seconds=settings.period_seconds,
        timeout_seconds=settings.timeout_seconds,
        failure_threshold=settings.failure_threshold,
    )
    if isinstance(settings, ReadinessProbeSettings) and settings.success_threshold > 1:
        probe.success_threshold = settings.success_threshold
    number = settings.port or port
    if settings.exec or number is None:
        probe.exec_ = exec_action(settings)
    elif settings.grpc:  # the API accepts a number only
        probe.grpc = GRPCActionArgs(port=number, service=None if settings.grpc is True else settings.grpc)
    elif settings.path:
        probe.http_get = http_get(settings, settings.port or port_name or number)
    else:
        probe.tcp_socket = TCPSocketActionArgs(port=settings.port or port_name or number)
    return probe

"""The three probes of a container."""

from typing import TypedDict

from pulumi_kubernetes.core.v1 import ExecActionArgs, GRPCActionArgs, HTTPGetActionArgs, ProbeArgs, TCPSocketActionArgs

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
    if _leads_somewhere(settings.startup, port):
        made["startup_probe"] = _probe(settings.startup, port, port_name)
    if _leads_somewhere(settings.readiness, port):
        made["readiness_probe"] = _probe(settings.readiness, port, port_name)
    if _leads_somewhere(settings.liveness, port):
        made["liveness_probe"] = _probe(settings.liveness, port, port_name)
    return made


def _leads_somewhere(settings: ProbeSettings, port: int | None) -> bool:
    return bool(settings.exec or settings.port or port)


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
        probe.exec_ = ExecActionArgs(command=list(settings.exec or ()))
    elif settings.grpc:  # the API accepts a number only
        probe.grpc = GRPCActionArgs(port=number, service=None if settings.grpc is True else settings.grpc)
    elif settings.path:
        scheme = None if settings.scheme == "HTTP" else settings.scheme
        probe.http_get = HTTPGetActionArgs(path=settings.path, port=settings.port or port_name or number, scheme=scheme)
    else:
        probe.tcp_socket = TCPSocketActionArgs(port=settings.port or port_name or number)
    return probe

"""The probes of a container.

https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.container import ContainerSettings
from slipway.settings.fields import Port, PositiveInt, Seconds
from slipway.settings.paths import UrlPath

Said = Annotated[Literal[True], described_as("true, or else another kind of probe", "true")]

GrpcService = Annotated[
    Literal[True] | Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.]*$", max_length=253)],
    described_as("true, or the name of a gRPC service", "shop.Orders"),
]

Command = Annotated[
    tuple[str, ...],
    Field(min_length=1),
    described_as("a command as a list of words", "[cat, /tmp/ready]"),
]

Delay = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1), described_as("a whole number of seconds, 0 or more", 10)]

_KINDS = ("path", "tcp", "grpc", "exec")


class ProbeSettings(Model):
    """One probe: an HTTP GET with `path`, a health check with `grpc`, a command with `exec`, and otherwise whether the
    port accepts a TCP connection.
    """

    path: UrlPath | None = None
    """The URL path that answers 2xx or 3xx when all is well. Default: a TCP connection is enough."""
    scheme: Literal["HTTP", "HTTPS"] = "HTTP"
    """How `path` is asked for; with `HTTPS` the certificate is not verified. Default `HTTP`."""
    tcp: Said | None = None
    """`true` says in words what is the default: a TCP connection is enough."""
    grpc: GrpcService | None = None
    """`true`, or the service to ask for, of the gRPC health checking protocol
    (https://github.com/grpc/grpc/blob/master/doc/health-checking.md). Default: no gRPC."""
    exec: Command | None = None
    """A command in the container that ends with 0 when all is well, as a list of words. Default: none."""
    port: Port | None = None
    """Where to ask. Default: the container's port."""
    initial_delay_seconds: Delay = 0
    """Seconds after the start until the first probe. Default 0: `startup` gives the time that a start takes."""
    period_seconds: Seconds = 10
    """Seconds between two probes. Default 10."""
    timeout_seconds: Seconds = 1
    """Seconds until a probe counts as failed. Default 1."""
    failure_threshold: PositiveInt = 3
    """Failures in a row before Kubernetes acts. Default 3."""

    @model_validator(mode="after")
    def _one_kind(self) -> "ProbeSettings":
        said = [kind for kind in _KINDS if getattr(self, kind) is not None]
        if len(said) > 1:
            raise conflict(f"expected one of path, tcp, grpc and exec; {' and '.join(said)} are there")
        if self.scheme == "HTTPS" and not self.path:
            raise conflict("expected path beside scheme, which says how the path is asked for")
        if self.exec and self.port:
            raise conflict("expected no port beside exec, because a command has none")
        return self


class StartupProbeSettings(ProbeSettings):
    """How long a start may take: `periodSeconds` times `failureThreshold`, by default 60 seconds."""

    period_seconds: Seconds = 2
    """Seconds between two probes. Default 2: a quick start is noticed quickly."""
    failure_threshold: PositiveInt = 30
    """Failures in a row before the container is restarted. Default 30."""


class ReadinessProbeSettings(ProbeSettings):
    """Whether traffic is sent; by default a pod leaves the Service after 15 seconds of failures."""

    period_seconds: Seconds = 5
    """Seconds between two probes. Default 5."""
    success_threshold: PositiveInt = 1
    """Successes in a row before traffic is sent again. Default 1. (Kubernetes allows the other probes nothing else.)"""


class ProbesSettings(Model):
    """The three probes; each is on by default, and the two later ones begin only once `startup` has passed."""

    startup: StartupProbeSettings = StartupProbeSettings()
    """How long a start may take."""
    readiness: ReadinessProbeSettings = ReadinessProbeSettings()
    """Whether traffic is sent."""
    liveness: ProbeSettings = ProbeSettings()
    """Whether the container is restarted. Default: after 30 seconds of failures."""

    def without_port_or_exec(self) -> list[str]:
        """The probes that were asked for and lead nowhere in a container that does not listen."""
        said = {"startup": self.startup, "readiness": self.readiness, "liveness": self.liveness}
        return [
            name for name, probe in said.items() if probe != type(probe)() and not probe.port and probe.exec is None
        ]


class ProbedSettings(Model):
    """With a port all three probes; without one those alone that bring a command or a port of their own."""

    port: Port | None = None
    """Where it listens; the containers of a pod share one address, so that no two share a port. Default: nowhere."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works."""

    @model_validator(mode="after")
    def _probes_lead_somewhere(self) -> "ProbedSettings":
        if self.port is None and (nowhere := self.probes.without_port_or_exec()):
            raise conflict(f"expected port, or else port or exec in probes.{nowhere[0]}: there is nothing to probe")
        return self


class SidecarSettings(ContainerSettings, ProbedSettings):
    """It starts before the app's container, which waits for its startup probe, stops after it, and does not keep a job
    from ending. Kubernetes 1.29 and later: https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """

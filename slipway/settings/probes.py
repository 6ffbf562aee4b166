"""The probes of a container.

https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as, expected
from slipway.settings.container import ContainerSettings
from slipway.settings.fields import Port, PositiveInt, Seconds
from slipway.settings.handlers import HandlerSettings, UrlPathAndQuery
from slipway.settings.lifecycle import LifecycleSettings

Said = Annotated[Literal[True], described_as("true; leave tcp out for another kind of probe", "true")]

GrpcService = Annotated[
    Literal[True] | Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.]*$", max_length=253)],
    described_as("true, or the name of a gRPC service", "shop.Orders"),
]

Delay = Annotated[
    int, Field(strict=True, ge=0, le=2**31 - 1), described_as("a whole number of seconds, at least 0", 10)
]


NO_PROBE = "none"
"""The value that switches a probe off."""
NoProbe = Literal["none"] | None


def _none(value: Any) -> Any:
    if value in (NO_PROBE, None):
        return None
    if not isinstance(value, dict | Model):
        raise expected(f"settings of a probe, or {NO_PROBE}", "{path: /healthz}")
    return value


class ProbeSettings(HandlerSettings):
    """One probe: HTTP GET (`path`), gRPC health check (`grpc`), command (`exec`), or TCP connection, the default."""

    kinds: ClassVar[tuple[str, ...]] = ("path", "tcp", "grpc", "exec")

    path: UrlPathAndQuery | None = None
    """The URL path of an HTTP GET, with a query if it needs one; 2xx and 3xx are success. Default: a TCP connection
    instead."""
    tcp: Said | None = None
    """`true` states the default explicitly: a TCP connection."""
    grpc: GrpcService | None = None
    """`true`, or the name of the service, for the gRPC health checking protocol:
    https://github.com/grpc/grpc/blob/master/doc/health-checking.md"""
    initial_delay_seconds: Delay = 0
    """Seconds from the start of the container to the first probe; `startup` is the better way to allow a slow start."""
    period_seconds: Seconds = 10
    """Seconds between two probes."""
    timeout_seconds: Seconds = 1
    """Seconds after which a probe without an answer has failed."""
    failure_threshold: PositiveInt = 3
    """Consecutive failures before Kubernetes acts."""


class StartupProbeSettings(ProbeSettings):
    """The startup probe. A start may take `periodSeconds` times `failureThreshold`, by default 60 seconds."""

    period_seconds: Seconds = 2
    """Seconds between two probes."""
    failure_threshold: PositiveInt = 30
    """Consecutive failures before the container is restarted."""


class ReadinessProbeSettings(ProbeSettings):
    """The readiness probe. By default a pod leaves its Services after 15 seconds of failures."""

    period_seconds: Seconds = 5
    """Seconds between two probes."""
    success_threshold: PositiveInt = 1
    """Consecutive successes before the pod gets traffic again. The other probes have no such setting: Kubernetes allows
    only 1."""


class ProbesSettings(Model):
    """The three probes of a container. All are on by default; `readiness` and `liveness` begin after `startup`
    succeeds. `none` switches one off.
    """

    startup: Annotated[
        StartupProbeSettings | None, BeforeValidator(_none, json_schema_input_type=StartupProbeSettings | NoProbe)
    ] = StartupProbeSettings()
    """Limits the time of a start: the container is restarted after that. With `none`, the other two begin at once."""
    readiness: Annotated[
        ReadinessProbeSettings | None, BeforeValidator(_none, json_schema_input_type=ReadinessProbeSettings | NoProbe)
    ] = ReadinessProbeSettings()
    """Decides whether the pod gets traffic. `none` needs `relaxations.noReadinessProbe`."""
    liveness: Annotated[
        ProbeSettings | None, BeforeValidator(_none, json_schema_input_type=ProbeSettings | NoProbe)
    ] = ProbeSettings()
    """Decides whether the container is restarted. `none` needs `relaxations.noLivenessProbe`. Default: after 30 seconds
    of failures."""

    def by_name(self) -> dict[str, ProbeSettings]:
        """The probes that are not switched off."""
        said = {"startup": self.startup, "readiness": self.readiness, "liveness": self.liveness}
        return {name: probe for name, probe in said.items() if probe}

    def without_port_or_exec(self) -> list[str]:
        """The probes that are set but have neither port nor exec, for a container without a port."""
        return [
            name
            for name, probe in self.by_name().items()
            if probe != type(probe)() and not probe.port and probe.exec is None
        ]


class ProbedSettings(Model):
    """A container that may listen. Without `port` it has only probes with `exec` or their own `port`."""

    probes: ProbesSettings = ProbesSettings()
    """The startup, readiness and liveness probe."""
    lifecycle: LifecycleSettings = LifecycleSettings()
    """Hooks after the start and before the stop. Default: none."""

    def probed_port(self) -> int | None:
        """The TCP port for probes without a port of their own, if there is one."""
        return None

    @model_validator(mode="after")
    def _probes_lead_somewhere(self) -> "ProbedSettings":
        if self.probed_port() is None and (nowhere := self.probes.without_port_or_exec()):
            raise conflict(f"probes.{nowhere[0]} has nothing to probe; set port, or port or exec of the probe")
        for name, hook in self.lifecycle.hooks().items():
            if hook.path and not (hook.port or self.probed_port()):
                raise conflict(f"lifecycle.{name} has nothing to call; set port, or port of the hook")
        return self


class SidecarSettings(ContainerSettings, ProbedSettings):
    """A sidecar container. It starts before the app's container, which waits for its startup probe, and stops after it.
    A job ends although its sidecars run. Kubernetes 1.29 and later:
    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
    """

    port: Port | None = None
    """The port that it listens on. The containers of a pod share one address, so each needs another port."""

    def probed_port(self) -> int | None:
        """Its port."""
        return self.port

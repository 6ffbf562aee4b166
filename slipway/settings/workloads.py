"""The bases of the kinds that stay: processes and replicated apps. Apps with a Service are in `served.py`."""

from pydantic import model_validator

from slipway.settings.app import AppSettings, PeakPods
from slipway.settings.autoscaling import AutoscalingSettings
from slipway.settings.base import conflict
from slipway.settings.fields import NonNegativeInt
from slipway.settings.metrics import MetricsSettings, Scrape
from slipway.settings.placement import SpreadPlacementSettings
from slipway.settings.pod import DrainedStopSettings
from slipway.settings.ports import METRICS, MainPort, PodPort
from slipway.settings.probes import ProbedSettings
from slipway.settings.rollout import AnyRolloutSettings, DisruptionSettings
from slipway.settings.slo import SloSettings
from slipway.settings.vertical_autoscaling import VerticalAutoscalingSettings


class ProcessSettings(AppSettings, ProbedSettings):
    """A long-running process. It can have a port and probes."""

    port: MainPort | None = None
    """The port that it listens on. The containers of a pod share one address, so each needs another port."""
    metrics: MetricsSettings | None = None
    """The metrics that Prometheus reads, with the port, path and interval: `{}` for the defaults. Default: those
    defaults if a port has the name `metrics`, otherwise none."""
    slo: SloSettings | None = None
    """Objectives for its requests, with alerts: `{availability: 99.9, latency: {p: 99, below: 250ms}}`. Default: none.
    """
    vertical_autoscaling: VerticalAutoscalingSettings | None = None
    """A VerticalPodAutoscaler, which recommends requests by what the pods use: `{}`. Default: none."""

    @property
    def requests_follow_use(self) -> bool:
        """True if a VerticalPodAutoscaler changes the requests of pods."""
        return self.vertical_autoscaling is not None and self.vertical_autoscaling.changes_pods

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """A VerticalPodAutoscaler too."""
        return super().owned_objects() | {"VerticalPodAutoscaler"}

    @model_validator(mode="after")
    def _requests_below_limits(self) -> "ProcessSettings":
        unlimited = any(each.resources.cpu.limit is None for each in self.containers().values())
        if self.requests_follow_use and unlimited:
            raise conflict(
                "verticalAutoscaling changes requests up to the limits, and a container has no cpu limit; expected "
                "updateMode: Off, or a limit for each container"
            )
        return self

    def probed_port(self) -> int | None:
        """Its port, if a probe can connect to it."""
        return self.port.port if self.port and self.port.protocol == "TCP" else None

    def listens_on(self) -> set[int]:
        """The TCP port, if there is one."""
        return {self.port.port} if self.port and self.port.protocol == "TCP" else set()

    def tcp_ports(self) -> dict[str, PodPort]:
        """The TCP ports by name, the main one first."""
        return {self.port.name: self.port.pod_port()} if self.port and self.port.protocol == "TCP" else {}

    def scrape(self) -> Scrape | None:
        """`metrics`, or its defaults for an app with a port of that name."""
        ports = self.tcp_ports()
        said = self.metrics or (MetricsSettings() if METRICS in ports else None)
        if said is None or not ports:
            return None
        name = said.port or (METRICS if METRICS in ports else next(iter(ports)))
        return Scrape(name, ports[name], said)

    @property
    def objectives(self) -> SloSettings | None:
        """`slo`."""
        return self.slo

    @model_validator(mode="after")
    def _metrics_on_a_port(self) -> "ProcessSettings":
        ports = self.tcp_ports()
        if self.metrics and not ports:
            raise conflict("metrics needs a TCP port, for example port: 8080")
        if self.metrics and self.metrics.port and self.metrics.port not in ports:
            raise conflict(f'metrics.port: unknown port "{self.metrics.port}"; expected one of {", ".join(ports)}')
        return self

    @model_validator(mode="after")
    def _one_hook_before_the_stop(self) -> "ProcessSettings":
        drain = self.stop.drain_seconds if isinstance(self.stop, DrainedStopSettings) else 0
        if drain and self.lifecycle.pre_stop:
            raise conflict(
                "lifecycle.preStop: Kubernetes has one hook before the stop, and stop.drainSeconds is it; expected "
                f"stop: {{drainSeconds: 0}} and a hook that waits itself, for example lifecycle: {{preStop: {{exec: "
                f"[sh, -c, 'sleep {drain}; nginx -s quit'], seconds: 15}}}}"
            )
        return self


class ReplicatedSettings(ProcessSettings):
    """A long-running process in several pods."""

    replicas: NonNegativeInt = 1
    """The number of pods. 0 stops the app and keeps its data, its name and its Service, whatever `autoscaling` says.
    Another number is not allowed together with `autoscaling`."""
    autoscaling: AutoscalingSettings | None = None
    """Bounds and metrics of a HorizontalPodAutoscaler, or triggers of KEDA. Default: the number of pods is fixed."""
    disruption: DisruptionSettings | None = None
    """The limit of a PodDisruptionBudget. Default: with two or more pods, a node drain may evict one at a time."""

    placement: SpreadPlacementSettings = SpreadPlacementSettings()
    """Nodes and zones for the replicas."""
    rollout: AnyRolloutSettings = AnyRolloutSettings()
    """The rollout of a new version."""

    @property
    def stopped(self) -> bool:
        """True with `replicas: 0`."""
        return self.replicas == 0

    @property
    def scaled_by(self) -> AutoscalingSettings | None:
        """The autoscaler, unless the app is stopped."""
        return None if self.stopped else self.autoscaling

    @property
    def fixed_replicas(self) -> int | None:
        """`replicas` of the controller; None with an autoscaler."""
        return None if self.scaled_by else self.replicas

    @property
    def least_replicas(self) -> int:
        """The smallest number of pods."""
        return self.scaled_by.min_replicas if self.scaled_by else self.replicas

    @property
    def most_replicas(self) -> int:
        """The largest number of pods, without the pods that a rollout adds."""
        return self.scaled_by.max_replicas if self.scaled_by else self.replicas

    def peak_pods(self, nodes: int) -> PeakPods:
        """All replicas, and the pods that its rollout adds."""
        del nodes
        return PeakPods(self.most_replicas, 0 if self.stopped else self.rollout.surge(self.most_replicas))

    def waits_for_new_pods(self) -> bool:
        """The answer of its rollout; there is nothing to wait for if the app is stopped."""
        return not self.stopped and self.rollout.waits_for_new_pods(self.most_replicas)

    def kept_revisions(self) -> int:
        """The revisions of its rollout."""
        return self.rollout.kept_revisions()

    @classmethod
    def owned_objects(cls) -> frozenset[str]:
        """A PodDisruptionBudget and the objects of the autoscaler too."""
        scaling = {"HorizontalPodAutoscaler", "ScaledObject", "TriggerAuthentication"}
        return super().owned_objects() | {"PodDisruptionBudget", *scaling}

    @model_validator(mode="after")
    def _replicas_or_autoscaling(self) -> "ReplicatedSettings":
        if self.scaled_by and "replicas" in self.model_fields_set:
            raise conflict(
                "expected either replicas or autoscaling; both set the number of pods (only replicas: 0, which stops "
                "the app, may stand beside it)"
            )
        return self

    @model_validator(mode="after")
    def _one_autoscaler_of_resources(self) -> "ReplicatedSettings":
        if self.requests_follow_use and self.autoscaling and self.autoscaling.follows_resources:
            raise conflict(
                "autoscaling by cpu or memory and verticalAutoscaling would follow each other; expected "
                "verticalAutoscaling: {updateMode: Off}, or another metric of autoscaling"
            )
        return self

    @model_validator(mode="after")
    def _some_pods_stay(self) -> "ReplicatedSettings":
        if self.disruption is None or self.stopped:
            return self
        if self.most_replicas == 1:
            raise conflict("disruption needs at least 2 replicas; leave disruption out, or set replicas")
        if self.disruption.pods_of(self.most_replicas) >= self.most_replicas:
            raise conflict(
                f"disruption.maxUnavailable allows the eviction of all pods at once; expected less than "
                f"{self.most_replicas}; got {self.disruption.max_unavailable}"
            )
        return self

"""HorizontalPodAutoscaler.

https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, NonNegativeInt, PositiveInt, Seconds, UniqueList
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.quantity import Bytes, Cpu, Quantity
from slipway.settings.triggers import TriggerSettings

Utilization = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}%$")]
"""A percentage of the requests of the pods. It may be above 100 if the limits are above the requests."""

CpuTarget = Annotated[Utilization | Cpu, described_as("a percentage of the requested cpu, or an amount of cpu", "70%")]
MemoryTarget = Annotated[
    Utilization | Bytes, described_as("a percentage of the requested memory, or an amount of memory", "80%")
]

MetricName = Annotated[
    str,
    Field(pattern=r"^[a-zA-Z0-9_:][-a-zA-Z0-9_.:|]*$", max_length=253),
    described_as("a metric name", "http_requests_per_second"),
]


class MetricSettings(Model):
    """A metric, by name and labels."""

    metric: MetricName
    """The name of the metric in the metrics API."""
    selector: dict[LabelKey, LabelValue] = {}
    """Labels of the metric."""


class PodsMetricSettings(MetricSettings):
    """A metric of every pod of the app (metrics API `custom.metrics.k8s.io`)."""

    average_value: Quantity
    """The target average over the pods."""


class TargetedMetricSettings(MetricSettings):
    """A metric with one target: `value` or `averageValue`."""

    value: Quantity | None = None
    """The target value."""
    average_value: Quantity | None = None
    """The target value divided by the number of pods."""

    @model_validator(mode="after")
    def _one_target(self) -> "TargetedMetricSettings":
        if (self.value is None) == (self.average_value is None):
            raise conflict("expected either value or averageValue")
        return self


class DescribedObjectSettings(Model):
    """An object of the app's namespace."""

    api_version: Annotated[
        str,
        Field(pattern=r"^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?v[a-z0-9]+$", max_length=253),
        described_as("an API group and version", "networking.k8s.io/v1"),
    ]
    """The API group and version of the object."""
    kind: Annotated[
        str, Field(pattern=r"^[A-Z][a-zA-Z0-9]*$", max_length=63), described_as("a kind of object", "Ingress")
    ]
    """The kind of the object."""
    name: DnsLabel
    """The name of the object."""


class ObjectMetricSettings(TargetedMetricSettings):
    """A metric of one object (metrics API `custom.metrics.k8s.io`)."""

    described_object: DescribedObjectSettings
    """The object."""


class ExternalMetricSettings(TargetedMetricSettings):
    """A metric from outside the cluster (metrics API `external.metrics.k8s.io`)."""


class ScalingPolicySettings(Model):
    """A limit of change: `value` pods, or percent of the pods, within `periodSeconds`."""

    type: Literal["Pods", "Percent"]
    """The unit of `value`."""
    value: PositiveInt
    """The number of pods, or percent."""
    period_seconds: Annotated[
        int, Field(strict=True, ge=1, le=1800), described_as("a number of seconds from 1 to 1800", 60)
    ] = 60
    """The period, at most 1800 seconds."""


class ScalingRulesSettings(Model):
    """Scaling in one direction."""

    stabilization_window_seconds: (
        Annotated[int, Field(strict=True, ge=0, le=3600), described_as("a number of seconds from 0 to 3600", 300)]
        | None
    ) = None
    """Seconds of the past in which the highest recommendation wins. Default: 0 for scaleUp, 300 for scaleDown."""
    select_policy: Literal["Max", "Min", "Disabled"] = "Max"
    """The policy that applies: the fastest (`Max`), the slowest (`Min`), or none: `Disabled` never scales in this
    direction."""
    policies: tuple[ScalingPolicySettings, ...] = ()
    """Limits of change. Default: those of Kubernetes."""


class ScalingBehaviorSettings(Model):
    """Scaling in both directions."""

    scale_up: ScalingRulesSettings | None = None
    """More pods. Default: at most double, or four more pods, every 15 seconds."""
    scale_down: ScalingRulesSettings | None = None
    """Fewer pods. Default: down to the highest recommendation of the last five minutes."""


class AutoscalingSettings(Model):
    """A HorizontalPodAutoscaler, or with `triggers` a ScaledObject of KEDA. Of several metrics or triggers, the one
    that needs most pods decides.

    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
    """

    min_replicas: NonNegativeInt = 2
    """The smallest number of pods. 0 needs `triggers`. Default: 2, so that the app survives the loss of one."""
    max_replicas: PositiveInt
    """The largest number of pods."""
    cpu: CpuTarget | None = None
    """The target average cpu of the pods: a percentage of their requests, or an amount."""
    memory: MemoryTarget | None = None
    """The target average memory of the pods: a percentage of their requests, or an amount."""
    pods: tuple[PodsMetricSettings, ...] = ()
    """Metrics of the pods of the app."""
    objects: tuple[ObjectMetricSettings, ...] = ()
    """Metrics of other objects of the namespace, for example the requests of an Ingress."""
    external: tuple[ExternalMetricSettings, ...] = ()
    """Metrics from outside the cluster, for example the length of a queue."""
    triggers: UniqueList[TriggerSettings] = ()
    """Queues and other sources of events, instead of metrics. They need KEDA in the cluster, with its definitions; KEDA
    makes the autoscaler. Default: none."""
    polling_interval: Seconds | None = None
    """Seconds between two looks at the triggers. Default: 30."""
    cooldown_period: Seconds | None = None
    """Seconds without events until the last pod stops, with `minReplicas: 0`. Default: 300."""
    behavior: ScalingBehaviorSettings = ScalingBehaviorSettings()
    """Limits of change in both directions. Default: those of Kubernetes."""

    @property
    def follows_resources(self) -> bool:
        """True if it follows the cpu or the memory of the pods."""
        return bool(self.cpu or self.memory or any(each.follows_resources for each in self.triggers))

    @property
    def _metrics(self) -> bool:
        return bool(self.cpu or self.memory or self.pods or self.objects or self.external)

    @model_validator(mode="after")
    def _a_range(self) -> "AutoscalingSettings":
        if self.min_replicas > self.max_replicas:
            raise conflict(
                f"expected maxReplicas of at least minReplicas; got {self.max_replicas} and {self.min_replicas}"
            )
        return self

    @model_validator(mode="after")
    def _something_to_follow(self) -> "AutoscalingSettings":
        if not (self._metrics or self.triggers):
            raise conflict(
                "expected at least one metric: cpu, memory, pods, objects or external, for example cpu: 70%; "
                "or triggers"
            )
        return self

    @model_validator(mode="after")
    def _metrics_or_triggers(self) -> "AutoscalingSettings":
        if self._metrics and self.triggers:
            raise conflict(
                "expected either metrics or triggers, because KEDA makes its own autoscaler; with triggers say cpu as "
                '{type: cpu, metadata: {type: Utilization, value: "70"}}'
            )
        alone = {"minReplicas: 0": self.min_replicas == 0, "pollingInterval": self.polling_interval is not None}
        for name, said in {**alone, "cooldownPeriod": self.cooldown_period is not None}.items():
            if said and not self.triggers:
                raise conflict(f"{name} needs triggers; leave it out, or name a source of events in triggers")
        return self

"""Autoscaling: the number of pods follows the load.

https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, PositiveInt
from slipway.settings.labels import LabelKey, LabelValue
from slipway.settings.quantity import Bytes, Cpu, Quantity

Utilization = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}%$")]
"""A percentage of what the pods request; more than 100 is possible where the limit is above the request."""

CpuTarget = Annotated[Utilization | Cpu, described_as("a percentage of the requested cpu, or an amount", "70%")]
MemoryTarget = Annotated[Utilization | Bytes, described_as("a percentage of the requested memory, or an amount", "80%")]

MetricName = Annotated[
    str,
    Field(pattern=r"^[a-zA-Z0-9_:][-a-zA-Z0-9_.:|]*$", max_length=253),
    described_as("the name of a metric", "http_requests_per_second"),
]


class MetricSettings(Model):
    """A metric by its name, and by labels where the name is not enough."""

    metric: MetricName
    """The name under which the metrics API knows it. Required."""
    selector: dict[LabelKey, LabelValue] = {}
    """Labels of the metric. Default: the name is enough."""


class PodsMetricSettings(MetricSettings):
    """A figure of every pod of the app (metrics API `custom.metrics.k8s.io`)."""

    average_value: Quantity
    """What it should be on average. Required."""


class _ValueSettings(MetricSettings):
    value: Quantity | None = None
    """What it should be as a whole."""
    average_value: Quantity | None = None
    """What it should be, divided by the number of pods."""

    @model_validator(mode="after")
    def _one_target(self) -> "_ValueSettings":
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
    """The group and version of its kind. Required."""
    kind: Annotated[
        str, Field(pattern=r"^[A-Z][a-zA-Z0-9]*$", max_length=63), described_as("a kind of object", "Ingress")
    ]
    """Its kind. Required."""
    name: DnsLabel
    """Its name. Required."""


class ObjectMetricSettings(_ValueSettings):
    """A figure of one object (metrics API `custom.metrics.k8s.io`)."""

    described_object: DescribedObjectSettings
    """Which object. Required."""


class ExternalMetricSettings(_ValueSettings):
    """A figure of something outside the cluster (metrics API `external.metrics.k8s.io`)."""


class ScalingPolicySettings(Model):
    """So many pods, or per cent of them, in so many seconds."""

    type: Literal["Pods", "Percent"]
    """What `value` counts. Required."""
    value: PositiveInt
    """How many. Required."""
    period_seconds: Annotated[
        int, Field(strict=True, ge=1, le=1800), described_as("a number of seconds from 1 to 1800", 60)
    ] = 60
    """In which time, at most 1800 seconds. Default 60."""


class ScalingRulesSettings(Model):
    """One direction."""

    stabilization_window_seconds: (
        Annotated[int, Field(strict=True, ge=0, le=3600), described_as("a number of seconds from 0 to 3600", 300)]
        | None
    ) = None
    """How far to look back for a reason to have more pods. Default: 0 on the way up, 300 on the way down."""
    select_policy: Literal["Max", "Min", "Disabled"] = "Max"
    """Which of several policies counts: the fastest (`Max`), the slowest (`Min`), or `Disabled`: never in this
    direction. Default `Max`."""
    policies: tuple[ScalingPolicySettings, ...] = ()
    """How fast. Default: Kubernetes's own."""


class ScalingBehaviorSettings(Model):
    """Both directions."""

    scale_up: ScalingRulesSettings | None = None
    """On the way up. Default: doubled, or four pods more, every 15 seconds."""
    scale_down: ScalingRulesSettings | None = None
    """On the way down. Default: what the highest need of the last five minutes asks for."""


class AutoscalingSettings(Model):
    """A HorizontalPodAutoscaler; of several figures the one that asks for most pods decides.

    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
    """

    min_replicas: PositiveInt = 2
    """The fewest pods. Default 2: one may go without the app going."""
    max_replicas: PositiveInt
    """The most pods. Required."""
    cpu: CpuTarget | None = None
    """What pods should use on average: a percentage of the cpu that they request, or an amount."""
    memory: MemoryTarget | None = None
    """What pods should use on average: a percentage of the memory that they request, or an amount."""
    pods: tuple[PodsMetricSettings, ...] = ()
    """Figures that each pod reports of itself."""
    objects: tuple[ObjectMetricSettings, ...] = ()
    """Figures of another object of the namespace, such as the requests of an Ingress."""
    external: tuple[ExternalMetricSettings, ...] = ()
    """Figures from outside the cluster, such as the length of a queue."""
    behavior: ScalingBehaviorSettings = ScalingBehaviorSettings()
    """How fast the number of pods may change. Default: Kubernetes's own pace."""

    @model_validator(mode="after")
    def _a_range(self) -> "AutoscalingSettings":
        if self.min_replicas > self.max_replicas:
            raise conflict(f"expected minReplicas ({self.min_replicas}) up to maxReplicas ({self.max_replicas})")
        return self

    @model_validator(mode="after")
    def _something_to_follow(self) -> "AutoscalingSettings":
        if not (self.cpu or self.memory or self.pods or self.objects or self.external):
            raise conflict("expected a figure to follow: cpu, memory, pods, objects or external; for example cpu: 70%")
        return self

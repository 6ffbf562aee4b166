"""How the number of pods follows the load."""

from pydantic import model_validator

from settings.rollout.scaling_behavior import ScalingBehaviorSettings
from settings.rollout.scaling_metrics import (
    CpuTarget,
    ExternalMetricSettings,
    MemoryTarget,
    ObjectMetricSettings,
    PodsMetricSettings,
)
from settings.words.model import Model
from settings.words.vocabulary import Count, conflict


class AutoscalingSettings(Model):
    """A HorizontalPodAutoscaler; of several figures the one that asks for most pods decides.

    https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
    """

    min_replicas: Count = 2
    """The fewest pods. Default 2: one may go without the app going."""
    max_replicas: Count
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

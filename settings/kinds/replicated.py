"""How many pods of an app run: a fixed number or by load, and how many of them maintenance may take at once."""

from pydantic import model_validator

from settings.kinds.process import ProcessSettings
from settings.placement.placement import SpreadPlacementSettings
from settings.rollout.autoscaling import AutoscalingSettings
from settings.rollout.disruption import DisruptionSettings
from settings.words.vocabulary import Count, conflict


class ReplicatedSettings(ProcessSettings):
    """A long-running process in any number of pods."""

    replicas: Count = 1
    """How many pods run; not beside `autoscaling`. Default 1."""
    autoscaling: AutoscalingSettings | None = None
    """Between which numbers and by which figures the number of pods follows the load. Default: it does not."""
    disruption: DisruptionSettings | None = None
    """How many pods maintenance may take at once. Default: one, where there is more than one."""

    placement: SpreadPlacementSettings = SpreadPlacementSettings()
    """Where in the cluster its replicas run."""

    @property
    def fixed_replicas(self) -> int | None:
        """What the controller is told; nothing when an autoscaler tells it."""
        return None if self.autoscaling else self.replicas

    @property
    def least_replicas(self) -> int:
        """How many pods there always are."""
        return self.autoscaling.min_replicas if self.autoscaling else self.replicas

    @property
    def most_replicas(self) -> int:
        """How many pods there can be."""
        return self.autoscaling.max_replicas if self.autoscaling else self.replicas

    @model_validator(mode="after")
    def _one_who_decides(self) -> "ReplicatedSettings":
        if self.autoscaling and "replicas" in self.model_fields_set:
            raise conflict("expected replicas or autoscaling; both would decide how many pods run")
        return self

    @model_validator(mode="after")
    def _some_pods_stay(self) -> "ReplicatedSettings":
        if self.disruption is None:
            return self
        if self.most_replicas == 1:
            raise conflict("disruption keeps some of several pods, and there is one; expected more replicas without it")
        if self.disruption.pods_of(self.most_replicas) >= self.most_replicas:
            raise conflict(
                f"disruption.maxUnavailable lets all pods go at once; expected less than {self.most_replicas} of them; "
                f"got {self.disruption.max_unavailable}"
            )
        return self

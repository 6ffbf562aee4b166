"""How the pods of a Deployment are exchanged for those of a new version."""

from typing import Literal

from pydantic import model_validator

from settings.words.model import Model
from settings.words.vocabulary import Number, PercentOrCount, Seconds, conflict


class RolloutSettings(Model):
    """https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"""

    type: Literal["RollingUpdate", "Recreate"] = "RollingUpdate"
    """`Recreate` stops the old pods before the new ones start. Default `RollingUpdate`."""
    max_surge: PercentOrCount = "25%"
    """Pods above `replicas` during a rolling update. Default 25 %."""
    max_unavailable: PercentOrCount = 0
    """Pods that may be missing during a rolling update. Default 0: an old pod goes when a new one is ready."""
    min_ready_seconds: Number | None = None
    """Seconds that a new pod must stay ready before the next is exchanged. Default 0."""
    progress_deadline_seconds: Seconds = 300
    """Seconds without progress after which Kubernetes calls the rollout failed, and altogether after which an `up` does
    not wait any longer. Default 300, as Helm: time for a new node and a large image; more for many or slow pods."""
    revision_history_limit: Number | None = None
    """Earlier versions that one can go back to, with what they were configured with. Default 10."""

    @model_validator(mode="after")
    def _can_move(self) -> "RolloutSettings":
        if {str(self.max_surge).rstrip("%"), str(self.max_unavailable).rstrip("%")} == {"0"}:
            raise conflict("maxSurge and maxUnavailable are both 0, so that no pod could ever be exchanged")
        return self

    @model_validator(mode="after")
    def _can_end(self) -> "RolloutSettings":
        deadline, ready = self.progress_deadline_seconds, self.min_ready_seconds or 0
        if ready >= deadline:
            raise conflict(
                f"a pod must stay ready for minReadySeconds ({ready}) before progressDeadlineSeconds ({deadline}) "
                "have passed; expected the deadline to be the longer one"
            )
        return self

"""How the pods of a Deployment are exchanged for those of a new version."""

from typing import Literal

from pydantic import model_validator

from settings.model import Model
from settings.vocabulary import PercentOrCount, conflict


class RolloutSettings(Model):
    """https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"""

    type: Literal["RollingUpdate", "Recreate"] = "RollingUpdate"
    """`Recreate` stops the old pods before the new ones start. Default `RollingUpdate`."""
    max_surge: PercentOrCount = "25%"
    """Pods above `replicas` during a rolling update. Default 25 %."""
    max_unavailable: PercentOrCount = 0
    """Pods that may be missing during a rolling update. Default 0: an old pod goes when a new one is ready."""

    @model_validator(mode="after")
    def _can_move(self) -> "RolloutSettings":
        if {str(self.max_surge).rstrip("%"), str(self.max_unavailable).rstrip("%")} == {"0"}:
            raise conflict("maxSurge and maxUnavailable are both 0, so that no pod could ever be exchanged")
        return self

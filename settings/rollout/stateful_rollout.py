"""How the pods of a StatefulSet are exchanged for those of a new version."""

from typing import Literal

from pydantic import model_validator

from settings.words.model import Model
from settings.words.vocabulary import Number, Seconds, SomePods, conflict


class StatefulRolloutSettings(Model):
    """https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies

    The revision history has no setting: a StatefulSet would have to be made anew for each change of it.
    """

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` exchanges a pod when somebody deletes it. Default `RollingUpdate`: the last pod first."""
    partition: Number | None = None
    """Pods below this number keep the old version, and `up` does not wait for the others. Default 0."""
    max_unavailable: SomePods | None = None
    """Pods that may be missing during a rolling update. Only for clusters with the feature gate
    `MaxUnavailableStatefulSet`, which is off by default in Kubernetes 1.36: others drop it, and every preview tells of
    it as a change. Default 1."""
    min_ready_seconds: Number | None = None
    """Seconds that a new pod must stay ready before the next is exchanged. Default 0."""
    progress_deadline_seconds: Seconds = 600
    """Seconds after which an `up` does not wait any longer. Default 600, because its pods come one after another."""

    @model_validator(mode="after")
    def _rolls_if_it_says_how(self) -> "StatefulRolloutSettings":
        if self.type == "OnDelete" and (self.partition is not None or self.max_unavailable is not None):
            raise conflict(
                "partition and maxUnavailable belong to RollingUpdate; with OnDelete nothing rolls by itself"
            )
        return self

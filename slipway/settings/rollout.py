"""The exchange of pods for those of a new version, and the pods that maintenance may take."""

from typing import Literal

from pydantic import model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import NonNegativeInt, PercentOrCount, PositivePercentOrCount, Seconds


def share_of(share: int | str, pods: int) -> int:
    """A number of pods that is given as such or as a percentage, which Kubernetes rounds up."""
    return share if isinstance(share, int) else -(-pods * int(share.rstrip("%")) // 100)


class DisruptionSettings(Model):
    """A PodDisruptionBudget. https://kubernetes.io/docs/tasks/run-application/configure-pdb/

    It says how many pods may go, never how many must stay: the latter can block a drain for good.
    """

    max_unavailable: PositivePercentOrCount = 1
    """Pods that may be missing, as a number or a percentage (rounded up). Default 1."""

    def pods_of(self, replicas: int) -> int:
        """The number of pods that may be missing."""
        return share_of(self.max_unavailable, replicas)


class RolloutSettings(Model):
    """https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy"""

    type: Literal["RollingUpdate", "Recreate"] = "RollingUpdate"
    """`Recreate` stops the old pods before the new ones start. Default `RollingUpdate`."""
    max_surge: PercentOrCount = "25%"
    """Pods above `replicas` during a rolling update. Default 25 %."""
    max_unavailable: PercentOrCount = 0
    """Pods that may be missing during a rolling update. Default 0: an old pod goes when a new one is ready."""
    min_ready_seconds: NonNegativeInt | None = None
    """Seconds that a new pod must stay ready before the next is exchanged. Default 0."""
    progress_deadline_seconds: Seconds = 300
    """Seconds without progress after which Kubernetes calls the rollout failed, and altogether after which an `up` does
    not wait any longer. Default 300, as Helm: time for a new node and a large image; more for many or slow pods."""
    revision_history_limit: NonNegativeInt | None = None
    """Earlier versions that one can go back to, with what they were configured with. Default 10."""

    def surge(self, replicas: int) -> int:
        """The number of pods that a rolling update adds; Kubernetes rounds a percentage up."""
        return share_of(self.max_surge, replicas) if self.type == "RollingUpdate" else 0

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


class StatefulRolloutSettings(Model):
    """https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies

    The revision history has no setting: a StatefulSet would have to be made anew for each change of it.
    """

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` exchanges a pod when somebody deletes it. Default `RollingUpdate`: the last pod first."""
    partition: NonNegativeInt | None = None
    """Pods below this number keep the old version, and `up` does not wait for the others. Default 0."""
    max_unavailable: PositivePercentOrCount | None = None
    """Pods that may be missing during a rolling update. Only for clusters with the feature gate
    `MaxUnavailableStatefulSet`, which is off by default in Kubernetes 1.36: others drop it, and every preview tells of
    it as a change. Default 1."""
    min_ready_seconds: NonNegativeInt | None = None
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


class AgentRolloutSettings(Model):
    """https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/"""

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` exchanges a pod when somebody deletes it, and `up` does not wait for that. Default `RollingUpdate`."""
    max_unavailable: PercentOrCount | None = None
    """Nodes that may be without the agent at once. Default 1, or 0 where `maxSurge` is said."""
    max_surge: PercentOrCount = 0
    """Nodes that may have the old and the new agent at once. Default 0."""
    min_ready_seconds: NonNegativeInt | None = None
    """Seconds that a new pod must stay ready before the next is exchanged. Default 0."""
    progress_deadline_seconds: Seconds = 600
    """Seconds after which an `up` does not wait any longer. Default 600, because its nodes come one after another."""
    revision_history_limit: NonNegativeInt | None = None
    """Earlier versions that one can go back to, with what they were configured with. Default 10."""

    def surge(self, nodes: int) -> int:
        """The number of nodes with the old and the new agent at once; Kubernetes rounds a percentage up."""
        return share_of(self.max_surge, nodes) if self.type == "RollingUpdate" else 0

    @property
    def unavailable(self) -> int | str:
        """`maxUnavailable`, said or derived."""
        if self.max_unavailable is not None:
            return self.max_unavailable
        return 0 if _some(self.max_surge) else 1

    @model_validator(mode="after")
    def _one_way(self) -> "AgentRolloutSettings":
        if _some(self.max_surge) == _some(self.unavailable):
            raise conflict(
                "expected either maxSurge or maxUnavailable above 0; "
                f"got {self.max_surge} and {self.unavailable}, which Kubernetes refuses"
            )
        return self


def _some(pods: int | str) -> bool:
    return str(pods).rstrip("%") != "0"

"""Rollouts and disruption budgets."""

from typing import Literal

from pydantic import model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import NonNegativeInt, PercentOrCount, PositivePercentOrCount, Seconds

REVISIONS = 10
"""Earlier versions that Kubernetes keeps by default:
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy"""


def share_of(share: int | str, pods: int, *, up: bool = True) -> int:
    """A number of pods that is given as such or as a percentage, which Kubernetes rounds up, or down."""
    if isinstance(share, int):
        return share
    hundredths = pods * int(share.rstrip("%"))
    return -(-hundredths // 100) if up else hundredths // 100


class AnyRolloutSettings(Model):
    """The base of the rollouts of all controllers: it adds no pods, and Kubernetes keeps its default of revisions."""

    def surge(self, pods: int) -> int:
        """The number of pods that it adds to so many."""
        del pods
        return 0

    def waits_for_new_pods(self, pods: int) -> bool:
        """True if it stops no old pod before a new one is ready."""
        del pods
        return False

    def kept_revisions(self) -> int:
        """The number of earlier revisions to go back to."""
        return REVISIONS


class DisruptionSettings(Model):
    """A PodDisruptionBudget. https://kubernetes.io/docs/tasks/run-application/configure-pdb/

    It has no `minAvailable`, which can block the drain of a node for ever.
    """

    max_unavailable: PositivePercentOrCount = 1
    """Pods that may be unavailable: a number, or a percentage (rounded up)."""

    def pods_of(self, replicas: int) -> int:
        """`maxUnavailable` as a number of pods; Kubernetes rounds a percentage up."""
        return share_of(self.max_unavailable, replicas)


class RolloutSettings(AnyRolloutSettings):
    """The rollout of a Deployment.

    https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
    """

    type: Literal["RollingUpdate", "Recreate"] = "RollingUpdate"
    """`Recreate` stops the old pods before the new ones start."""
    max_surge: PercentOrCount = "25%"
    """Pods above `replicas` during a rolling update."""
    max_unavailable: PercentOrCount = 0
    """Pods below `replicas` during a rolling update. With 0, an old pod stops after a new one is ready."""
    min_ready_seconds: NonNegativeInt | None = None
    """Seconds that a new pod must be ready before the next one is replaced. Default: 0."""
    progress_deadline_seconds: Seconds = 300
    """Seconds without progress after which Kubernetes reports the rollout as failed, and seconds in total that `up`
    waits. Default: 300, as Helm, time for a new node and a large image; set more for many or slow pods."""
    revision_history_limit: NonNegativeInt | None = None
    """Earlier revisions that are kept for a rollback, with their ConfigMaps and Secrets. Default: 10."""

    def surge(self, pods: int) -> int:
        """`maxSurge`, during a rolling update."""
        return share_of(self.max_surge, pods) if self.type == "RollingUpdate" else 0

    def waits_for_new_pods(self, pods: int) -> bool:
        """True with pods above `replicas` and none below. Kubernetes rounds a percentage of `maxUnavailable` down."""
        return self.surge(pods) > 0 and share_of(self.max_unavailable, pods, up=False) == 0

    def kept_revisions(self) -> int:
        """`revisionHistoryLimit`."""
        return REVISIONS if self.revision_history_limit is None else self.revision_history_limit

    @model_validator(mode="after")
    def _can_move(self) -> "RolloutSettings":
        if {str(self.max_surge).rstrip("%"), str(self.max_unavailable).rstrip("%")} == {"0"}:
            raise conflict(
                "maxSurge and maxUnavailable are both 0, so no pod could be replaced; set one of them above 0"
            )
        return self

    @model_validator(mode="after")
    def _can_end(self) -> "RolloutSettings":
        deadline, ready = self.progress_deadline_seconds, self.min_ready_seconds or 0
        if ready >= deadline:
            raise conflict(f"expected progressDeadlineSeconds above minReadySeconds; got {deadline} and {ready}")
        return self


class StatefulRolloutSettings(AnyRolloutSettings):
    """The rollout of a StatefulSet.

    https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies

    `revisionHistoryLimit` is no setting here: every change of it would replace the StatefulSet.
    """

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` replaces a pod after somebody deletes it. `RollingUpdate` begins with the last pod."""
    partition: NonNegativeInt | None = None
    """Pods with a lower ordinal keep the old version, and `up` does not wait for the others. Default: 0."""
    max_unavailable: PositivePercentOrCount | None = None
    """Pods that may be unavailable during a rolling update. It needs the feature gate `MaxUnavailableStatefulSet`,
    which is off by default in Kubernetes 1.36: without it the cluster drops the field, and every preview shows it as a
    change. Default: 1."""
    min_ready_seconds: NonNegativeInt | None = None
    """Seconds that a new pod must be ready before the next one is replaced. Default: 0."""
    progress_deadline_seconds: Seconds = 600
    """Seconds that `up` waits; pods start one after another."""

    @model_validator(mode="after")
    def _rolls_if_it_says_how(self) -> "StatefulRolloutSettings":
        if self.type == "OnDelete" and (self.partition is not None or self.max_unavailable is not None):
            raise conflict("partition and maxUnavailable need type: RollingUpdate; leave them out with OnDelete")
        return self


class AgentRolloutSettings(AnyRolloutSettings):
    """The rollout of a DaemonSet.

    https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
    """

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` replaces a pod after somebody deletes it, and `up` does not wait for that."""
    max_unavailable: PercentOrCount | None = None
    """Nodes that may be without the agent at once. Default: 1, or 0 with `maxSurge`."""
    max_surge: PercentOrCount = 0
    """Nodes that may run the old and the new pod at once."""
    min_ready_seconds: NonNegativeInt | None = None
    """Seconds that a new pod must be ready before the next one is replaced. Default: 0."""
    progress_deadline_seconds: Seconds = 600
    """Seconds that `up` waits; nodes are updated one after another."""
    revision_history_limit: NonNegativeInt | None = None
    """Earlier revisions that are kept for a rollback, with their ConfigMaps and Secrets. Default: 10."""

    def surge(self, pods: int) -> int:
        """`maxSurge`, during a rolling update."""
        return share_of(self.max_surge, pods) if self.type == "RollingUpdate" else 0

    def waits_for_new_pods(self, pods: int) -> bool:
        """True with `maxSurge`."""
        return self.surge(pods) > 0

    def kept_revisions(self) -> int:
        """`revisionHistoryLimit`."""
        return REVISIONS if self.revision_history_limit is None else self.revision_history_limit

    @property
    def unavailable(self) -> int | str:
        """`maxUnavailable`, set or derived from `maxSurge`."""
        if self.max_unavailable is not None:
            return self.max_unavailable
        return 0 if _some(self.max_surge) else 1

    @model_validator(mode="after")
    def _one_way(self) -> "AgentRolloutSettings":
        if _some(self.max_surge) == _some(self.unavailable):
            raise conflict(
                "expected exactly one of maxSurge and maxUnavailable above 0; "
                f"got {self.max_surge} and {self.unavailable}"
            )
        return self


def _some(pods: int | str) -> bool:
    return str(pods).rstrip("%") != "0"

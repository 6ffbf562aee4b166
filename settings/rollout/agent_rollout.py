"""How the pods of a DaemonSet are exchanged for those of a new version."""

from typing import Literal

from pydantic import model_validator

from settings.words.model import Model
from settings.words.vocabulary import Number, PercentOrCount, Seconds, conflict


class AgentRolloutSettings(Model):
    """https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/"""

    type: Literal["RollingUpdate", "OnDelete"] = "RollingUpdate"
    """`OnDelete` exchanges a pod when somebody deletes it, and `up` does not wait for that. Default `RollingUpdate`."""
    max_unavailable: PercentOrCount | None = None
    """Nodes that may be without the agent at once. Default 1, or 0 where `maxSurge` is said."""
    max_surge: PercentOrCount = 0
    """Nodes that may have the old and the new agent at once. Default 0."""
    min_ready_seconds: Number | None = None
    """Seconds that a new pod must stay ready before the next is exchanged. Default 0."""
    progress_deadline_seconds: Seconds = 600
    """Seconds after which an `up` does not wait any longer. Default 600, because its nodes come one after another."""
    revision_history_limit: Number | None = None
    """Earlier versions that one can go back to, with what they were configured with. Default 10."""

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

"""An app that works without being asked over the network."""

from typing import Literal

from settings.kinds.replicated import ReplicatedSettings
from settings.rollout.rollout import RolloutSettings


class WorkerAppSettings(ReplicatedSettings):
    """A Deployment that listens on no port: it takes its work from a queue or a database."""

    kind: Literal["worker"] = "worker"
    """The kind of app."""
    rollout: RolloutSettings = RolloutSettings()
    """How a new version replaces the old one."""

"""An app whose pods are all alike and keep nothing."""

from typing import Literal

from settings.kinds.app import AppSettings
from settings.rollout.rollout import RolloutSettings


class StatelessAppSettings(AppSettings):
    """A Deployment with its Service and, when asked, its ways in from outside."""

    kind: Literal["stateless"] = "stateless"
    """The kind of app; this one is the default."""
    rollout: RolloutSettings = RolloutSettings()
    """How a new version replaces the old one."""

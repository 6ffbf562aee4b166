"""An app whose pods are all alike and keep nothing."""

from typing import Literal

from settings.app import AppSettings
from settings.ingress import IngressSettings
from settings.rollout import RolloutSettings


class StatelessAppSettings(AppSettings):
    """A Deployment with its Service and, when asked, its Ingress."""

    kind: Literal["stateless"] = "stateless"
    """The kind of app; this one is the default."""
    rollout: RolloutSettings = RolloutSettings()
    """How a new version replaces the old one."""
    ingress: IngressSettings | None = None
    """How the app is reached from outside. Default: it is not."""

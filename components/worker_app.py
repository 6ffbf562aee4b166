"""An app that works without being asked over the network."""

from typing import Any

from slipway.settings.kinds import WorkerAppSettings

from .deployed import Deployed


class WorkerApp(Deployed[WorkerAppSettings]):
    """A Deployment and its ServiceAccount; it listens on no port and has no Service."""

    def own(self, settings: WorkerAppSettings) -> dict[str, Any]:
        """Its Deployment."""
        self.deployment = self.deploy(settings.rollout)
        return {}

"""An app whose pods are all alike and keep nothing."""

from typing import Any

from slipway.settings.kinds import StatelessAppSettings

from .deployed import Deployed
from .network_face import NetworkFace


class StatelessApp(NetworkFace[StatelessAppSettings], Deployed[StatelessAppSettings]):
    """A Deployment, its Service and ServiceAccount, and an Ingress or an HTTPRoute when asked.

    `url` is where it is reached: the address outside when there is one, otherwise the Service's in the cluster.
    """

    def own(self, settings: StatelessAppSettings) -> dict[str, Any]:
        """Its Deployment and Services."""
        self.deployment = self.deploy(settings.rollout)
        if settings.service.headless:
            self.headless_service = self.headless(settings, before_ready=False)
        return self.serve(settings)

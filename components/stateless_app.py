"""An app whose pods are all alike and keep nothing."""

from typing import Any

from pulumi_kubernetes.apps.v1 import (
    Deployment,
    DeploymentSpecArgs,
    DeploymentStrategyArgs,
    RollingUpdateDeploymentArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from components.network_face import NetworkFace
from settings.rollout import RolloutSettings
from settings.stateless_app import StatelessAppSettings

HASH = "pod-template-hash"
"""What a Deployment labels the pods of one version with."""


class StatelessApp(NetworkFace[StatelessAppSettings]):
    """A Deployment, its Service and ServiceAccount, and an Ingress or an HTTPRoute when asked.

    `url` is where it is reached: the address outside when there is one, otherwise the Service's in the cluster.
    """

    def own(self, settings: StatelessAppSettings) -> dict[str, Any]:
        """Its Deployment and Services."""
        self.deployment = Deployment(
            self.pulumi_name,
            metadata=self.controller_metadata(),
            spec=DeploymentSpecArgs(
                replicas=settings.replicas,
                selector=LabelSelectorArgs(match_labels=self.selector),
                strategy=_strategy(settings.rollout),
                template=self.pods(revision_label=HASH),
            ),
            opts=self.child(),
        )
        if settings.service.headless:
            self.headless_service = self.headless(settings, before_ready=False)
        return self.serve(settings)


def _strategy(settings: RolloutSettings) -> DeploymentStrategyArgs:
    rolling = RollingUpdateDeploymentArgs(max_surge=settings.max_surge, max_unavailable=settings.max_unavailable)
    return DeploymentStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )

"""An app whose pods are all alike and keep nothing."""

from typing import Any

from pulumi import Output
from pulumi_kubernetes.apps.v1 import (
    Deployment,
    DeploymentSpecArgs,
    DeploymentStrategyArgs,
    RollingUpdateDeploymentArgs,
)
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.networking.v1 import Ingress

from blocks import ingress, wait
from blocks.service import client_service, exposes, service_url
from components.workload import Workload
from settings.ingress import IngressSettings
from settings.rollout import RolloutSettings
from settings.stateless_app import StatelessAppSettings

HASH = "pod-template-hash"
"""What a Deployment labels the pods of one version with."""


class StatelessApp(Workload[StatelessAppSettings]):
    """A Deployment, its Service and ServiceAccount, and an Ingress when asked.

    `url` is where it is reached: the Ingress's address when there is one, otherwise the Service's in the cluster.
    """

    url: Output[str]

    def own(self, settings: StatelessAppSettings) -> dict[str, Any]:
        """Its Deployment, Service and Ingress."""
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
        self.service = Service(
            self.pulumi_name,
            metadata=self.metadata(annotations=wait.service_wait(settings.service.type)),
            spec=client_service(settings, self.selector),
            opts=self.child(),
        )
        self.url = service_url(self.name, self.namespace, settings)
        if settings.ingress:
            self._expose(settings.ingress)
        return {"url": self.url, "exposed": bool(settings.ingress) or exposes(settings)}

    def _expose(self, settings: IngressSettings) -> None:
        self.ingress = Ingress(
            self.pulumi_name,
            metadata=self.metadata(annotations={**wait.SKIP, **ingress.annotations(settings)}),
            spec=ingress.ingress(self.name, settings, self.service.metadata.name),
            opts=self.child(),
        )
        self.url = Output.from_input(ingress.url(self.name, settings))


def _strategy(settings: RolloutSettings) -> DeploymentStrategyArgs:
    rolling = RollingUpdateDeploymentArgs(max_surge=settings.max_surge, max_unavailable=settings.max_unavailable)
    return DeploymentStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )

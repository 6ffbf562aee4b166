"""An app whose pods are all alike and keep nothing."""

from typing import Any

from pulumi import Input, Output, ResourceOptions
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
from blocks.container import Names
from blocks.service import client_service, exposes, service_url
from components.workload import AS_REFERRED, Workload
from settings.rollout import RolloutSettings
from settings.stateless_app import StatelessAppSettings


class StatelessApp(Workload):
    """A Deployment, its Service and ServiceAccount, and an Ingress when asked.

    `url` is where it is reached: the Ingress's address when there is one, otherwise the Service's in the cluster.
    `config_maps` and `secrets` tell what the objects that the settings refer to are really called.
    """

    url: Output[str]
    reach: dict[str, Any]

    def __init__(
        self,
        name: str,
        settings: StatelessAppSettings,
        *,
        namespace: Input[str],
        config_maps: Names = AS_REFERRED,
        secrets: Names = AS_REFERRED,
        team: str | None = None,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(
            name, settings, namespace=namespace, config_maps=config_maps, secrets=secrets, team=team, opts=opts
        )
        self.deployment = Deployment(
            name,
            metadata=self.controller_metadata(),
            spec=DeploymentSpecArgs(
                replicas=settings.replicas,
                selector=LabelSelectorArgs(match_labels=self.selector),
                strategy=_strategy(settings.rollout),
                template=self.pods(),
            ),
            opts=self.child(),
        )
        self.service = Service(
            name,
            metadata=self.metadata(annotations=wait.service_wait(settings.service.type)),
            spec=client_service(settings, self.selector),
            opts=self.child(),
        )
        self.url = service_url(self.name, namespace, settings)
        if settings.ingress:
            self.ingress = Ingress(
                name,
                metadata=self.metadata(annotations={**wait.SKIP, **ingress.annotations(settings.ingress)}),
                spec=ingress.ingress(self.name, settings.ingress, self.service.metadata.name),
                opts=self.child(),
            )
            self.url = Output.from_input(ingress.url(self.name, settings.ingress))
        self.reach = {"url": self.url, "exposed": bool(settings.ingress) or exposes(settings)}
        self.register_outputs(self.reach)


def _strategy(settings: RolloutSettings) -> DeploymentStrategyArgs:
    rolling = RollingUpdateDeploymentArgs(max_surge=settings.max_surge, max_unavailable=settings.max_unavailable)
    return DeploymentStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )

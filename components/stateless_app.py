"""An app whose pods are all alike and keep nothing."""

from typing import Any

from pulumi import Output
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.networking.v1 import Ingress

from blocks import ingress, wait
from blocks.service import client_service, exposes, service_url
from components.deployed import Deployed
from settings.ingress import IngressSettings
from settings.stateless_app import StatelessAppSettings


class StatelessApp(Deployed[StatelessAppSettings]):
    """A Deployment, its Service and ServiceAccount, and an Ingress when asked.

    `url` is where it is reached: the Ingress's address when there is one, otherwise the Service's in the cluster.
    """

    url: Output[str]

    def own(self, settings: StatelessAppSettings) -> dict[str, Any]:
        """Its Deployment, Service and Ingress."""
        self.deployment = self.deploy(settings.rollout)
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

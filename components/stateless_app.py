"""An app whose pods are interchangeable and have no data."""

from pulumi import Output
from pulumi_kubernetes.apps.v1 import Deployment
from pulumi_kubernetes.core.v1 import Service
from typing_extensions import Unpack

from slipway.settings.kinds import StatelessAppSettings

from .app import App, AppArgs
from .deployment import create_deployment
from .services import create_headless_service, create_services


class StatelessApp(App[StatelessAppSettings]):
    """A Deployment, its Service and ServiceAccount, and an Ingress or a route if the settings ask for one."""

    deployment: Deployment
    """The Deployment."""
    service: Service
    """The Service."""
    url: Output[str]
    """The address outside the cluster if there is one, otherwise the address of the Service."""

    def __init__(self, name: str, settings: StatelessAppSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        self.deployment = create_deployment(self)
        if settings.has_headless_service():
            create_headless_service(self, before_ready=False)
        reached = create_services(self)
        self.service, self.url = reached.service, reached.url
        self.finish(reached.outputs())

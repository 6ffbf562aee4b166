"""An app without a Service, for example a consumer of a queue."""

from pulumi_kubernetes.apps.v1 import Deployment
from typing_extensions import Unpack

from slipway.settings.kinds import WorkerAppSettings

from .app import App, AppArgs
from .deployment import create_deployment


class WorkerApp(App[WorkerAppSettings]):
    """A Deployment and its ServiceAccount. It has no Service, but Prometheus can scrape its port."""

    deployment: Deployment
    """The Deployment."""

    def __init__(self, name: str, settings: WorkerAppSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        self.deployment = create_deployment(self)
        self.finish({})

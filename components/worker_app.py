"""An app that works without being asked over the network."""

from typing_extensions import Unpack

from slipway.settings.kinds import WorkerAppSettings

from .app import App, AppArgs
from .deployment import create_deployment


class WorkerApp(App[WorkerAppSettings]):
    """A Deployment and its ServiceAccount. It has no Service, though its port may be scraped."""

    def __init__(self, name: str, settings: WorkerAppSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        self.deployment = create_deployment(self)
        self.finish({})

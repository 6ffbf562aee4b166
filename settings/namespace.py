"""A namespace: the apps in it, and what they are configured with."""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from settings.environment import EnvironmentSettings
from settings.kinds.node_agent import NodeAgentSettings
from settings.kinds.scheduled_job import ScheduledJobSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.kinds.stateless_app import StatelessAppSettings
from settings.kinds.task import TaskSettings
from settings.kinds.worker_app import WorkerAppSettings
from settings.network.external_name import ExternalHost
from settings.secrets.secret_source import SecretSources
from settings.words.reason import Reason
from settings.words.text import EnvValue
from settings.words.vocabulary import AppName, DataKey, ObjectName

Workload = (
    StatelessAppSettings
    | StatefulAppSettings
    | WorkerAppSettings
    | NodeAgentSettings
    | ScheduledJobSettings
    | TaskSettings
)

KINDS = ("stateless", "stateful", "worker", "agent", "scheduled", "task")


def _kind(app: Any) -> Any:
    """An app that does not say its kind is stateless."""
    return app.get("kind", "stateless") if isinstance(app, dict) else getattr(app, "kind", "stateless")


AnyWorkload = Annotated[
    Annotated[StatelessAppSettings, Tag("stateless")]
    | Annotated[StatefulAppSettings, Tag("stateful")]
    | Annotated[WorkerAppSettings, Tag("worker")]
    | Annotated[NodeAgentSettings, Tag("agent")]
    | Annotated[ScheduledJobSettings, Tag("scheduled")]
    | Annotated[TaskSettings, Tag("task")],
    Discriminator(_kind),
]


class NamespaceSettings(EnvironmentSettings):
    """One namespace of the stack, and what is in it."""

    deletable: Reason | None = None
    """Why it may be deleted with all data in it, although the stack is in production: `moved to shop-eu on 1 March`.
    Deployed before the namespace leaves the stack. Default: in production it is protected."""
    config_maps: dict[ObjectName, dict[DataKey, EnvValue]] = {}
    """Plain configuration by name and key, for `configEnv`."""
    secrets: SecretSources = {}
    """Where the secrets come from that are not encrypted in this stack's file: `vault: {existing: true}`."""
    external_names: dict[AppName, ExternalHost] = {}
    """Names in the namespace for hosts outside the cluster, for example `db: db.example.com` (ExternalName Services).
    https://kubernetes.io/docs/concepts/services-networking/service/#externalname"""
    apps: dict[AppName, AnyWorkload] = {}
    """The apps by name."""

    def app(self, name: str) -> Workload:
        """The app of that name, with what it has of its namespace: the Secrets that all images are pulled with."""
        app = self.apps[name]
        return app.model_copy(update={"pull_secrets": tuple(dict.fromkeys((*self.pull_secrets, *app.pull_secrets)))})

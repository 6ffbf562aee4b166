"""A namespace: the apps in it, and what they are configured with."""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from settings.container import EnvValue
from settings.model import Model
from settings.node_agent import NodeAgentSettings
from settings.resources import ResourcesSettings
from settings.scheduled_job import ScheduledJobSettings
from settings.stateful_app import StatefulAppSettings
from settings.stateless_app import StatelessAppSettings
from settings.task import TaskSettings
from settings.vocabulary import AppName, DataKey, DnsLabel, ObjectName
from settings.worker_app import WorkerAppSettings

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


class NamespaceSettings(Model):
    """One namespace of the stack; Pod Security `restricted` is enforced in it."""

    team: DnsLabel | None = None
    """Who looks after it; a label on everything in it."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that say none (a LimitRange): those which others bring into the namespace."""
    config_maps: dict[ObjectName, dict[DataKey, EnvValue]] = {}
    """Plain configuration by name and key, for `configEnv`."""
    existing_secrets: tuple[ObjectName, ...] = ()
    """Secrets that apps here use and somebody else makes."""
    apps: dict[AppName, AnyWorkload] = {}
    """The apps by name."""

"""A namespace: the apps in it, and what they are configured with."""

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from settings.container import EnvValue
from settings.external_name import ExternalHost
from settings.model import Model
from settings.node_agent import NodeAgentSettings
from settings.pod_security import Level, PodSecuritySettings
from settings.reason import Reason
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
    """One namespace of the stack; Pod Security `restricted` is enforced in it unless it says otherwise."""

    team: DnsLabel | None = None
    """Who looks after it; a label on everything in it."""
    pod_security: PodSecuritySettings | None = None
    """What its pods may do beyond `restricted`, and why. Default: nothing."""
    deletable: Reason | None = None
    """Why it may be deleted with all data in it, although the stack is in production: `moved to shop-eu on 1 March`.
    Deployed before the namespace leaves the stack. Default: in production it is protected."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that say none (a LimitRange): those which others bring into the namespace."""
    config_maps: dict[ObjectName, dict[DataKey, EnvValue]] = {}
    """Plain configuration by name and key, for `configEnv`."""
    existing_secrets: tuple[ObjectName, ...] = ()
    """Secrets that apps here use and somebody else makes."""
    external_names: dict[AppName, ExternalHost] = {}
    """Names in the namespace for hosts outside the cluster, for example `db: db.example.com` (ExternalName Services).
    https://kubernetes.io/docs/concepts/services-networking/service/#externalname"""
    apps: dict[AppName, AnyWorkload] = {}
    """The apps by name."""

    def pod_security_level(self) -> Level:
        """What the API server lets its pods do."""
        return self.pod_security.level if self.pod_security else "restricted"

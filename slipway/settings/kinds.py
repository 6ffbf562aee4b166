"""The kinds of apps, and the one list of them.

A new kind is a class here, a member of `AnyAppSettings`, and a component (`components/kinds.py`). See CONTRIBUTING.md.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.app import AppSettings, Claim, Controller, PeakPods, Steps
from slipway.settings.base import conflict, described_as
from slipway.settings.cron import CronExpression
from slipway.settings.fields import AppName, NonNegativeInt, Seconds, StrictBool, UniqueList
from slipway.settings.jobs import JobSettings, RestartPolicy
from slipway.settings.ports import clashes
from slipway.settings.rollout import AgentRolloutSettings, RolloutSettings, StatefulRolloutSettings
from slipway.settings.served import Face, ServedSettings, ServiceAppSettings
from slipway.settings.service import AgentServiceSettings, ServicePortSettings
from slipway.settings.storage import RetentionSettings, Storage, VolumeSettings
from slipway.settings.workloads import ReplicatedSettings

DEPLOYMENT = Controller("apps", "Deployment", "deployments", "in replicas", owned=("replicasets",))


class StatelessAppSettings(ServiceAppSettings):
    """A Deployment with a Service, and an Ingress or a route if the settings ask for one."""

    controller: ClassVar[Controller] = DEPLOYMENT

    kind: Literal["stateless"] = "stateless"
    """The kind of app."""
    rollout: RolloutSettings = RolloutSettings()
    """The rollout of a new version."""


_MOST_CLAIMS = 1000
"""A limit, because each claim is a resource of the stack and makes every preview slower."""


class StatefulAppSettings(ServiceAppSettings):
    """A StatefulSet with a headless Service, a Service for clients, and a claim for every volume of every pod."""

    controller: ClassVar[Controller] = Controller("apps", "StatefulSet", "statefulsets", "in replicas")

    kind: Literal["stateful"] = "stateful"
    """The kind of app."""
    storage: Storage = {}
    """The volumes of each pod by path: a size, or the settings of a volume. They outlive the pod."""
    retention: RetentionSettings = RetentionSettings()
    """What happens to the data of removed pods. Default: it is kept until the namespace is deleted."""
    pod_management_policy: Literal["OrderedReady", "Parallel"] = "OrderedReady"
    """`OrderedReady` starts one pod after another, `Parallel` starts all at once."""
    rollout: StatefulRolloutSettings = StatefulRolloutSettings()
    """The rollout of a new version."""

    def mount_paths(self) -> list[str]:
        """The paths of `storage` too."""
        return [*super().mount_paths(), *self.storage]

    def claims(self) -> Mapping[Steps, Claim]:
        """A claim for each replica and path of `storage` too."""
        own: dict[Steps, Claim] = {
            ("storage", path): Claim(volume.size, "replica") for path, volume in self.storage.items()
        }
        return {**own, **super().claims()}

    def lasting_volumes(self) -> Mapping[Steps, VolumeSettings]:
        """The volumes in `storage` too."""
        own: dict[Steps, VolumeSettings] = {("storage", path): volume for path, volume in self.storage.items()}
        return {**own, **super().lasting_volumes()}

    def deletes_data(self) -> Iterator[Steps]:
        """Each setting of `retention` with the value `Delete`, if there is no reason."""
        said = self.retention.model_dump(by_alias=True, exclude={"reason"})
        if self.retention.reason is None:
            yield from (("retention", setting) for setting, value in said.items() if value == "Delete")

    def has_headless_service(self) -> bool:
        """Always true: the headless Service gives each pod its DNS name."""
        return True

    @model_validator(mode="after")
    def _keeps_its_data(self) -> "StatefulAppSettings":
        if self.stopped and self.storage and self.retention.when_scaled == "Delete" and self.retention.reason is None:
            raise conflict(
                "replicas: 0 with retention.whenScaled: Delete deletes all data of the app; expected whenScaled: "
                "Retain, or retention.reason"
            )
        return self

    @model_validator(mode="after")
    def _names_by_number(self) -> "StatefulAppSettings":
        if self.hostname:
            raise conflict("hostname: each pod of a StatefulSet has its own name, <app>-0 and so on; leave it out")
        return self

    @model_validator(mode="after")
    def _claims_in_reason(self) -> "StatefulAppSettings":
        claims = self.least_replicas * len(self.storage)
        if claims > _MOST_CLAIMS:
            raise conflict(
                f"expected at most {_MOST_CLAIMS} claims, one for each pod and path of storage; "
                f"{self.least_replicas} pods would have {claims}"
            )
        return self


class WorkerAppSettings(ReplicatedSettings):
    """A Deployment without a Service: it takes its work from a queue or a database."""

    controller: ClassVar[Controller] = DEPLOYMENT

    kind: Literal["worker"] = "worker"
    """The kind of app."""
    rollout: RolloutSettings = RolloutSettings()
    """The rollout of a new version."""


class NodeAgentSettings(ServedSettings):
    """A DaemonSet: one pod on every node. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/"""

    controller: ClassVar[Controller] = Controller("apps", "DaemonSet", "daemonsets", "on nodes")
    runs_on_every_node: ClassVar[bool] = True

    kind: Literal["agent"] = "agent"
    """The kind of app."""
    service: AgentServiceSettings | None = None
    """A Service with the name of the app, by which pods reach the agent on their own node. Default: none."""
    rollout: AgentRolloutSettings = AgentRolloutSettings()
    """The rollout of a new version, node by node."""

    def faces(self) -> Mapping[Steps, Face]:
        """The Service, if there is one."""
        if self.service is None:
            return {}
        numbers = {self.main.name: self.service.port, **{name: each.service_port for name, each in self.ports.items()}}
        ports = {
            name: ServicePortSettings(port=number or self.listening_port(name).port) for name, number in numbers.items()
        }
        return {("service",): Face("", self.service.face(), ports)}

    def peak_pods(self, nodes: int) -> PeakPods:
        """One pod on each node, and the pods that a rolling update adds."""
        return PeakPods(nodes, self.rollout.surge(nodes))

    def waits_for_new_pods(self) -> bool:
        """The answer of its rollout, for one node."""
        return self.rollout.waits_for_new_pods(1)

    def kept_revisions(self) -> int:
        """The revisions of its rollout."""
        return self.rollout.kept_revisions()

    @model_validator(mode="after")
    def _ports_lead_somewhere(self) -> "NodeAgentSettings":
        needing = [name for name in ("ports", "service", "accepts_from") if getattr(self, name)]
        if self.port is None and needing:
            raise conflict(f"{type(self).model_fields[needing[0]].alias} needs port, for example port: 8125")
        for name, each in self.ports.items():
            if each.exposed or each.node_port:
                raise conflict(f"ports.{name}: an agent is not reached from outside; leave exposed and nodePort out")
        number = self.service.port if self.service else None
        for message in clashes(self.port, number or self.port.port, self.ports) if self.port else ():
            raise conflict(message)
        return self


@cache
def _time_zones() -> set[str]:
    """The names of all time zones, from the database of the system or the package `tzdata`. Slow: about 20 ms."""
    return available_timezones()


def _known_zone(name: str) -> str:
    if name not in _time_zones():
        raise ValueError
    return name


TimeZone = Annotated[
    str, AfterValidator(_known_zone), described_as("a time zone of the IANA database", "Europe/Berlin")
]

StartingDeadline = Annotated[
    int,
    Field(strict=True, ge=10, le=2**31 - 1),
    described_as("a whole number of seconds, at least 10 (the controller looks every ten)", 300),
]


class ScheduledJobSettings(JobSettings):
    """A CronJob: it runs by the clock, and ends. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"""

    controller: ClassVar[Controller] = Controller("batch", "CronJob", "cronjobs", "to completion", owned=("jobs",))

    kind: Literal["scheduled"] = "scheduled"
    """The kind of app."""
    schedule: CronExpression
    """When it runs: minute, hour, day of month, month, day of week; or `@daily`, or `@every 90m`."""
    time_zone: TimeZone = "Etc/UTC"
    """The time zone of the schedule."""
    concurrency_policy: Literal["Allow", "Forbid", "Replace"] = "Forbid"
    """What happens if the last run has not ended: a second run (`Allow`), no new run (`Forbid`), or a new run instead
    of the last one (`Replace`)."""
    starting_deadline_seconds: StartingDeadline | None = None
    """Seconds by which a run may start late; after that it is skipped. Default: no limit."""
    successful_jobs_history_limit: NonNegativeInt | None = None
    """Successful runs that are kept, with their logs. Default: 3."""
    failed_jobs_history_limit: NonNegativeInt | None = None
    """Failed runs that are kept, with their logs. Default: 1."""
    ttl_seconds_after_finished: NonNegativeInt | None = None
    """Seconds after which a finished run is deleted, if the history still keeps it. Default: never."""
    restart_policy: RestartPolicy = "OnFailure"
    """What follows a failure: the container starts again in the same pod (`OnFailure`), or a new pod starts, and the
    failed one stays with its log (`Never`)."""
    suspend: StrictBool = False
    """No new run starts. A run that has started continues."""

    @property
    def stopped(self) -> bool:
        """True with `suspend`."""
        return self.suspend

    @property
    def has_rules(self) -> bool:
        """True, unless it is stopped: a missed schedule makes an alert."""
        return not self.stopped

    def unlimited_by(self) -> str | None:
        """`concurrencyPolicy`, if it is `Allow`: any number of runs can overlap."""
        return "concurrencyPolicy" if self.concurrency_policy == "Allow" else None


class TaskSettings(JobSettings):
    """A Job that `pulumi up` waits for. It runs again after a change of its pods (image, settings), of its number of
    pods, or after a failure.

    The Job stays in the cluster after its end, as the record that it has run.
    """

    controller: ClassVar[Controller] = Controller("batch", "Job", "jobs", "to completion")
    is_task: ClassVar[bool] = True

    kind: Literal["task"] = "task"
    """The kind of app."""
    backoff_limit: NonNegativeInt = 3
    """The number of retries after a failure, after 10, 20, 40 seconds and so on. An eviction does not count."""
    active_deadline_seconds: Seconds = 600
    """Seconds, retries included, after which it is stopped and counts as failed."""
    after: UniqueList[AppName] = ()
    """Apps of the namespace that it runs after. After a task: once that has succeeded. After an app of another kind: at
    every roll of it, once its new pods are ready; if the task fails then, `up` fails, and the new pods stay. Default:
    none."""
    once: StrictBool = False
    """It never runs again after it has succeeded, whatever changes: not for a new image either. The Job in the state of
    the stack tells that it has run. A new stack, a lost state or a deleted Job runs it again, so it must do no harm
    the second time."""


AnyAppSettings = (
    StatelessAppSettings
    | StatefulAppSettings
    | WorkerAppSettings
    | NodeAgentSettings
    | TaskSettings
    | ScheduledJobSettings
)
"""Every kind of app. The first is the default."""

KINDS: Mapping[str, type[AppSettings]] = {each.model_fields["kind"].default: each for each in get_args(AnyAppSettings)}
"""The kinds by the value of `kind`."""
DEFAULT_KIND = next(iter(KINDS))


def _with_kind(app: Any) -> Any:
    return {"kind": DEFAULT_KIND, **app} if isinstance(app, dict) else app


AnyApp = Annotated[Annotated[AnyAppSettings, Field(discriminator="kind")], BeforeValidator(_with_kind)]
"""Settings of an app of any kind. `kind` selects the model."""

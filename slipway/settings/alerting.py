"""Alert routing: who gets which alert, and when.

https://prometheus.io/docs/alerting/latest/configuration/
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, Duration, StrictBool, UniqueList, duplicates, seconds_of
from slipway.settings.kinds import TimeZone
from slipway.settings.paths import RepositoryPath
from slipway.settings.receivers import Endpoint, ReceiverSettings

SEVERITIES = ("critical", "warning", "info")
RETENTION_HOURS = 120
"""Alertmanager of the chart forgets after this time what it has sent, and would repeat it."""

LabelName = Annotated[str, Field(pattern=r"^[a-zA-Z_][a-zA-Z0-9_]*$"), described_as("a label of alerts", "namespace")]
LabelText = Annotated[str, Field(pattern=r"^[^\x00-\x1f]+$", max_length=512), described_as("a label's value", "shop")]


def _one_alone(value: Any) -> Any:
    """`pager` is short for `[pager]`."""
    return [value] if isinstance(value, str) else value


ReceiverNames = Annotated[
    UniqueList[DnsLabel], BeforeValidator(_one_alone, json_schema_input_type=DnsLabel | UniqueList[DnsLabel])
]


class RouteSettings(Model):
    """Receivers by severity, each a name or a list: `{critical: [pager, slack-shop], warning: slack-shop}`. What a team
    leaves out goes where `default` goes.
    """

    critical: ReceiverNames = ()
    """Who gets critical alerts: somebody has to act at once."""
    warning: ReceiverNames = ()
    """Who gets warnings, and alerts of a severity that is none of the three: somebody has to act soon."""
    info: ReceiverNames = ()
    """Who gets alerts with the severity info: nobody has to act."""

    def of(self, severity: str) -> tuple[str, ...]:
        """The receivers of a severity."""
        found: tuple[str, ...] = getattr(self, severity)
        return found


Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

TimeOfDay = Annotated[
    str,
    Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"),
    described_as("a time of day in quotes", '"22:00"'),
]


class QuietHoursSettings(Model):
    """Hours in which warnings and infos wait. What still fires when they end is sent then."""

    time_zone: TimeZone
    """The time zone of the hours."""
    days: UniqueList[Day] = ()
    """The days on which they begin. Default: every day."""
    from_: TimeOfDay = Field("00:00", alias="from")
    """The beginning."""
    to: TimeOfDay = "24:00"
    """The end. If it is before `from`, it is on the next day: `{from: "22:00", to: "07:00"}`."""
    teams: UniqueList[DnsLabel] = ()
    """The teams that have them. Default: all, and `default`."""
    critical: StrictBool = False
    """Critical alerts wait too."""

    def spans(self) -> Iterator[tuple[tuple[Day, ...], str, str]]:
        """Days, beginning and end, of each part within one day."""
        if self.from_ < self.to:
            yield self.days, self.from_, self.to
            return
        yield self.days, self.from_, "24:00"
        if self.to != "00:00":
            yield tuple(DAYS[(DAYS.index(day) + 1) % len(DAYS)] for day in self.days), "00:00", self.to

    @model_validator(mode="after")
    def _some_time(self) -> "QuietHoursSettings":
        if self.from_ in (self.to, "24:00"):
            raise conflict('expected two different times, for example {from: "22:00", to: "07:00"}')
        return self


class WatchdogSettings(Model):
    """A dead man's switch: the alert Watchdog always fires, and a service outside the cluster calls somebody when it
    hears nothing. https://runbooks.prometheus-operator.dev/runbooks/general/watchdog/
    """

    receiver: DnsLabel
    """The receiver outside the cluster, usually a webhook with `urlSecret`. It is told nothing else."""
    repeat: Duration = "5m"
    """The time between two messages, at least 1m. The service should wait two or three times as long."""

    @model_validator(mode="after")
    def _not_too_often(self) -> "WatchdogSettings":
        if seconds_of(self.repeat) < seconds_of("1m"):
            raise conflict(f"expected a repeat of at least 1m; got {self.repeat}")
        return self


class InhibitionSettings(Model):
    """An alert that silences others while it fires: `{source: {alertname: NodeDown}, target: {severity: warning},
    equal: [node]}`. https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule
    """

    source: dict[LabelName, LabelText]
    """The labels of the alert that silences."""
    target: dict[LabelName, LabelText]
    """The labels of the alerts that are silenced."""
    equal: UniqueList[LabelName] = ()
    """Labels that must be equal in both. Default: none."""

    @model_validator(mode="after")
    def _some_labels(self) -> "InhibitionSettings":
        if not self.source or not self.target:
            raise conflict("expected at least one label in source and in target, for example {alertname: NodeDown}")
        return self


class AlertingSettings(Model):
    """Who gets which alert. See docs/alerts.md.

    A critical alert silences the warnings and infos of the same name, namespace and app, and a warning the infos.
    Infos are silent unless something worse fires in their namespace.
    """

    receivers: dict[DnsLabel, ReceiverSettings]
    """Receivers by name."""
    default: RouteSettings = RouteSettings()
    """Who gets the alerts that no team gets (of nodes, of the control plane, of namespaces without a team), and the
    severities that a team leaves out. Default: nobody."""
    teams: dict[DnsLabel, RouteSettings] = {}
    """Who gets the alerts of a team, by the `team` of its namespaces: `{shop: {critical: pager, warning:
    slack-shop}}`."""
    watchdog: WatchdogSettings | None = None
    """A dead man's switch. Default: none."""
    quiet_hours: dict[DnsLabel, QuietHoursSettings] = {}
    """Hours in which warnings and infos wait, by any name. Default: none."""
    inhibit: UniqueList[InhibitionSettings] = ()
    """More alerts that silence others. Default: none."""
    templates: UniqueList[RepositoryPath] = ()
    """Files of the repository with templates of messages. A definition of `slack.default.text`, for example, replaces
    that of Alertmanager. https://prometheus.io/docs/alerting/latest/notifications/ Default: none."""
    group_by: UniqueList[LabelName] = ("alertname", "namespace")
    """Alerts with the same values of these labels are sent as one message."""
    group_wait: Duration = "30s"
    """The time that the first message of a group waits for more alerts."""
    group_interval: Duration = "5m"
    """The time until a group tells of new alerts."""
    repeat_interval: Duration = "4h"
    """The time until an alert that still fires is sent again, at most 120h."""

    def routes(self) -> dict[str, RouteSettings]:
        """Every route by its path below this object."""
        return {"default": self.default, **{f"teams.{name}": route for name, route in self.teams.items()}}

    def used(self) -> set[str]:
        """The names of all receivers that get something."""
        named = {name for route in self.routes().values() for severity in SEVERITIES for name in route.of(severity)}
        return {*named, *([self.watchdog.receiver] if self.watchdog else [])}

    def of(self, team: str | None, severity: str) -> tuple[str, ...]:
        """The receivers of a severity, for a team or for nobody's alerts."""
        own = self.teams[team].of(severity) if team in self.teams else ()
        return own or self.default.of(severity)

    def endpoints(self) -> dict[Endpoint, str]:
        """The addresses that Alertmanager connects to, each with the name of a receiver behind it."""
        used = self.used()
        return {each.target.endpoint(): name for name, each in self.receivers.items() if name in used}

    def secrets(self) -> dict[str, str]:
        """Every credential of a receiver, as `name/key`, by its path below this object."""
        return {
            f"receivers.{name}.{receiver.kind}.{setting}": reference
            for name, receiver in self.receivers.items()
            for setting, reference in receiver.target.secrets().items()
        }

    def secret_names(self) -> list[str]:
        """The names of the secrets that Alertmanager mounts."""
        return sorted({reference.partition("/")[0] for reference in self.secrets().values()})

    @model_validator(mode="after")
    def _intervals_fit(self) -> "AlertingSettings":
        if seconds_of(self.repeat_interval) < seconds_of(self.group_interval):
            raise conflict(f"expected a repeatInterval of at least groupInterval; got {self.repeat_interval}")
        if seconds_of(self.repeat_interval) > seconds_of(f"{RETENTION_HOURS}h"):
            raise conflict(
                f"expected a repeatInterval of at most {RETENTION_HOURS}h, for which Alertmanager remembers what it "
                f"has sent; got {self.repeat_interval}"
            )
        return self

    @model_validator(mode="after")
    def _templates_have_names(self) -> "AlertingSettings":
        names = [path.rpartition("/")[2] for path in self.templates]
        if wrong := [name for name in names if not re.fullmatch(r"[-_.a-zA-Z0-9]+\.tmpl", name)]:
            raise conflict(f"templates: expected files whose names end with .tmpl; got {wrong[0]}")
        if twice := duplicates(names):
            raise conflict(f"templates: expected different file names, because they lie in one folder; got {twice[0]}")
        return self

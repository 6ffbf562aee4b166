"""The tree of routes that an alert goes through: teams first, then severities.

Two routes cannot hide each other: teams differ in the value of one label, and so do severities. The alert's team is its
label `team`, or else the team of its namespace, because the alerts of the chart know their namespace only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slipway.settings.alerting import AlertingSettings
from slipway.topology.apps import Declared

WATCHDOG = "Watchdog"
"""The alert that always fires: https://runbooks.prometheus-operator.dev/runbooks/general/watchdog/"""
TEAM, NAMESPACE, SEVERITY, ALERT_NAME = "team", "namespace", "severity", "alertname"
QUIET = "none"
"""The severity of alerts that nobody should get: Watchdog, and InfoInhibitor, which silences infos."""

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Route:
    """A branch of the tree. An alert takes the first child that matches it, or else stays here."""

    label: str = ""
    """The label that it looks at; empty: it takes every alert."""
    values: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    """The names of the receivers of the alerts that stay here; empty: nobody."""
    quiet: tuple[str, ...] = ()
    """The names of the hours in which they wait."""
    watchdog: bool = False
    routes: tuple["Route", ...] = ()

    def takes(self, labels: Labels) -> bool:
        """True if an alert with these labels goes here."""
        return not self.label or labels.get(self.label) in self.values

    def way(self, labels: Labels) -> tuple["Route", ...]:
        """The routes that an alert takes from here, down to the one in which it stays."""
        below = next((each for each in self.routes if each.takes(labels)), None)
        return (self, *below.way(labels)) if below else (self,)

    def all(self) -> Iterator["Route"]:
        """The route itself and all below it."""
        yield self
        for each in self.routes:
            yield from each.all()


def alert_routes(alerting: AlertingSettings) -> Route:
    """The root of the tree."""
    watchdog = alerting.watchdog
    heard = (watchdog.receiver,) if watchdog else ()
    return Route(
        routes=(
            Route(ALERT_NAME, (WATCHDOG,), heard, watchdog=bool(watchdog)),
            *(_of_team(alerting, team) for team in alerting.teams),
            _of_team(alerting, None),
        )
    )


def _of_team(alerting: AlertingSettings, team: str | None) -> Route:
    """Warnings, and severities that are none of the three, stay in the route of the team itself."""
    critical, warning, info = (alerting.of(team, each) for each in ("critical", "warning", "info"))
    quiet = _quiet(alerting, team, critical=False)
    silent: tuple[Route, ...] = (
        (Route(SEVERITY, ("info",), info, quiet), Route(SEVERITY, (QUIET,)))
        if info
        else (Route(SEVERITY, ("info", QUIET)),)
    )
    urgent = Route(SEVERITY, ("critical",), critical, _quiet(alerting, team, critical=True))
    label, values = (TEAM, (team,)) if team else ("", ())
    return Route(label, values, warning, quiet, routes=(urgent, *silent))


def _quiet(alerting: AlertingSettings, team: str | None, *, critical: bool) -> tuple[str, ...]:
    return tuple(
        name
        for name, hours in alerting.quiet_hours.items()
        if (not hours.teams or team in hours.teams) and (hours.critical or not critical)
    )


def teams_by_namespace(declared: Declared) -> dict[str, str]:
    """The team of each namespace that has one."""
    return {name: settings.team for name, settings in declared.namespaces.items() if settings.team}


def with_team(labels: Labels, teams: Labels) -> Labels:
    """The labels of an alert as Alertmanager gets them. `teams` are the teams by namespace."""
    team = labels.get(TEAM) or teams.get(labels.get(NAMESPACE, ""))
    return {**labels, TEAM: team} if team else labels

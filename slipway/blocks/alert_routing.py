"""Alert routing as values of the chart: the configuration of Alertmanager, and the label `team` of every alert.

https://prometheus.io/docs/alerting/latest/configuration/
"""

from collections.abc import Mapping
from typing import Any

from slipway.blocks.receivers import receiver
from slipway.blocks.references import ObjectNames, real_name
from slipway.settings.alerting import AlertingSettings, InhibitionSettings, QuietHoursSettings
from slipway.topology.alert_routes import NAMESPACE, TEAM, Labels, Route, alert_routes

NOBODY, WATCHDOG = "Nobody", "Watchdog"
"""Receivers of our own. No receiver of a stack can have a name with a capital letter."""
_ONE_WAITS, _WATCHDOG_INTERVAL = "0s", "1m"
TEMPLATES = "/etc/alertmanager/config/*.tmpl"
"""The files of `templateFiles`, which the operator mounts."""

_INHIBITIONS = (
    (("severity = critical",), ("severity =~ warning|info",), ("namespace", "app", "alertname")),
    (("severity = warning",), ("severity = info",), ("namespace", "app", "alertname")),
    (("alertname = InfoInhibitor",), ("severity = info",), ("namespace",)),
)
"""As the chart has them, and for each app alone, because the objectives of all apps have the same alerts. InfoInhibitor
fires in each namespace in which nothing worse than an info does."""


def alertmanager_values(
    alerting: AlertingSettings, secrets: ObjectNames, templates: Mapping[str, str]
) -> dict[str, Any]:
    """The values below `alertmanager`, except for those of the pods. `templates` are texts by file name."""
    texts = {path.rpartition("/")[2]: templates[path] for path in alerting.templates}
    return {"config": alertmanager_config(alerting, secrets), **({"templateFiles": texts} if texts else {})}


def mounted_secrets(alerting: AlertingSettings, secrets: ObjectNames) -> dict[str, Any]:
    """The value below `alertmanagerSpec` that mounts the credentials."""
    names = alerting.secret_names()
    return {"secrets": [real_name(name, secrets) for name in names]} if names else {}


def alertmanager_config(alerting: AlertingSettings, secrets: ObjectNames) -> dict[str, Any]:
    """The configuration. Helm merges it over that of the chart, so it says each of the chart's keys."""
    root = alert_routes(alerting)
    intervals = [_interval(name, hours) for name, hours in alerting.quiet_hours.items()]
    return {
        "global": {"resolve_timeout": "5m"},
        "route": {
            "receiver": NOBODY,
            "group_by": list(alerting.group_by),
            "group_wait": alerting.group_wait,
            "group_interval": alerting.group_interval,
            "repeat_interval": alerting.repeat_interval,
            "routes": [_route(each, alerting) for each in root.routes],
        },
        "inhibit_rules": [
            *(
                {"source_matchers": [*source], "target_matchers": [*target], "equal": [*equal]}
                for source, target, equal in _INHIBITIONS
            ),
            *map(_inhibition, alerting.inhibit),
        ],
        "receivers": _receivers(root, alerting, secrets),
        "templates": [TEMPLATES],
        **({"time_intervals": intervals} if intervals else {}),
    }


def receiver_of(route: Route) -> str:
    """The name of the receiver of a route. Several receivers of the stack are one of Alertmanager."""
    return WATCHDOG if route.watchdog else "+".join(route.receivers) or NOBODY


def _route(route: Route, alerting: AlertingSettings) -> dict[str, Any]:
    found: dict[str, Any] = {"receiver": receiver_of(route)}
    if route.label:
        found["matchers"] = [_matcher(route.label, route.values)]
    if route.quiet:
        found["mute_time_intervals"] = list(route.quiet)
    if route.watchdog and alerting.watchdog:
        found |= {
            "group_wait": _ONE_WAITS,
            "group_interval": _WATCHDOG_INTERVAL,
            "repeat_interval": alerting.watchdog.repeat,
        }
    if route.routes:
        found["routes"] = [_route(each, alerting) for each in route.routes]
    return found


def _matcher(label: str, values: tuple[str, ...]) -> str:
    return f'{label}="{values[0]}"' if len(values) == 1 else f'{label}=~"{"|".join(values)}"'


def _receivers(root: Route, alerting: AlertingSettings, secrets: ObjectNames) -> list[dict[str, Any]]:
    """Each that a route names, once."""
    named = {receiver_of(route): route for route in root.all()}
    return [
        receiver(name, (alerting.receivers[each] for each in route.receivers), secrets, resolved=not route.watchdog)
        for name, route in sorted(named.items())
    ]


def _interval(name: str, hours: QuietHoursSettings) -> dict[str, Any]:
    return {
        "name": name,
        "time_intervals": [
            {
                "location": hours.time_zone,
                "times": [{"start_time": start, "end_time": end}],
                **({"weekdays": list(days)} if days else {}),
            }
            for days, start, end in hours.spans()
        ],
    }


def _inhibition(said: InhibitionSettings) -> dict[str, Any]:
    return {
        "source_matchers": _equalities(said.source),
        "target_matchers": _equalities(said.target),
        "equal": list(said.equal),
    }


def _equalities(labels: Labels) -> list[str]:
    return [f'{name}="{_escaped(value)}"' for name, value in labels.items()]


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def team_labels(teams: Labels) -> list[dict[str, Any]]:
    """Relabelling of Prometheus that sets `team` from `namespace` where an alert has none. `teams` are those by
    namespace.

    https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alert_relabel_configs
    """
    namespaces: dict[str, list[str]] = {}
    for namespace, team in teams.items():
        namespaces.setdefault(team, []).append(namespace)
    return [
        {
            "source_labels": [TEAM, NAMESPACE],
            "separator": ";",
            "regex": f";({'|'.join(those)})",
            "target_label": TEAM,
            "replacement": team,
        }
        for team, those in namespaces.items()
    ]

"""Alerts of an app that the rules of the monitoring chart lack.

The chart alerts on crash loops, missing replicas, stuck rollouts, failed jobs, full volumes, and targets that do not
answer, in every namespace. None of that is repeated here, so that one fault makes one alert:
https://github.com/kubernetes-monitoring/kubernetes-mixin/blob/master/runbook.md
"""

from collections.abc import Mapping
from typing import Any

from slipway.settings.app import AppSettings
from slipway.settings.kinds import ScheduledJobSettings

Rule = dict[str, Any]

_AVAILABLE = {
    "Deployment": "kube_deployment_status_replicas_available{{namespace={0},deployment={1}}}",
    "StatefulSet": "kube_statefulset_status_replicas_available{{namespace={0},statefulset={1}}}",
    "DaemonSet": "kube_daemonset_status_number_available{{namespace={0},daemonset={1}}}",
}
"""The number of available pods, by the kind of controller, as kube-state-metrics tells it."""
_LATE = 900
"""Seconds after which a run counts as missed. The controller makes a Job within seconds."""


def app_alerts(
    namespace: str,
    app: str,
    team: str | None,
    settings: AppSettings,
    *,
    runbook_url: str | None = None,
    dashboard_url: str | None = None,
) -> list[Rule]:
    """The rules; none for an app without metrics and without a schedule. `runbook_url` is a page with a heading for
    each alert.
    """
    labels = {"namespace": namespace, "app": app, **({"team": team} if team else {}), "severity": "warning"}
    links = {"runbook_url": runbook_url, "dashboard_url": dashboard_url}
    rules = []
    if settings.scrape() and (available := _AVAILABLE.get(settings.controller.kind)):
        rules.append(_metrics_absent(available.format(f'"{namespace}"', f'"{app}"'), namespace, app))
    if isinstance(settings, ScheduledJobSettings) and not settings.stopped:
        rules.append(_schedule_missed(namespace, app, settings))
    return [_complete(rule, labels, links) for rule in rules]


def _metrics_absent(available: str, namespace: str, app: str) -> Rule:
    """The chart's TargetDown looks at targets that Prometheus knows. A target that it never found makes no alert."""
    return {
        "alert": "MetricsAbsent",
        "expr": (
            f'max by (namespace) ({available}) > 0\nunless on (namespace)\nup{{namespace="{namespace}",app="{app}"}}'
        ),
        "for": "15m",
        "annotations": {
            "summary": f"Prometheus does not read the metrics of {app} in {namespace}.",
            "description": (
                "{{ $value }} of its pods are available, and Prometheus has no target among them. All alerts on its "
                "metrics are silent."
            ),
        },
    }


def _schedule_missed(namespace: str, app: str, settings: ScheduledJobSettings) -> Rule:
    """The next run is counted from the last one. With `concurrencyPolicy: Forbid` a run that still goes on is the
    reason why no other one starts, so it is no fault.
    """
    late = _LATE + (settings.starting_deadline_seconds or 0)
    chosen = f'{{namespace="{namespace}",cronjob="{app}"}}'
    return {
        "alert": "ScheduleMissed",
        "expr": (
            f"max by (namespace) (time() - kube_cronjob_next_schedule_time{chosen}) > {late}\n"
            f"unless on (namespace)\nmax by (namespace) (kube_cronjob_status_active{chosen}) > 0"
        ),
        "annotations": {
            "summary": f"{app} in {namespace} has missed its schedule.",
            "description": "Its last run should have started {{ $value | humanizeDuration }} ago, and has not.",
        },
    }


def _complete(rule: Rule, labels: Mapping[str, str], links: Mapping[str, str | None]) -> Rule:
    runbook, dashboard = links["runbook_url"], links["dashboard_url"]
    told = {
        **rule["annotations"],
        **({"runbook_url": f"{runbook}#{rule['alert'].lower()}"} if runbook else {}),
        **({"dashboard_url": dashboard} if dashboard else {}),
    }
    return {**rule, "labels": dict(labels), "annotations": told}

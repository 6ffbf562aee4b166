"""Stacks with alert routing, and one alert for each branch of their routes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from offline.program import ROOT
from offline.settings import recorded_settings
from slipway.settings.alerting import AlertingSettings
from slipway.settings.stack import StackSettings
from slipway.topology.alert_routes import WATCHDOG, teams_by_namespace, with_team

FILES = {"prod": ROOT / "Pulumi.prod.yaml", "every-option": ROOT / "tests" / "every-option.yaml"}
SEVERITIES = ("critical", "warning", "info", "none", "page")
"""Those of the chart, and one that somebody has made up."""


def stack_of(name: str) -> StackSettings:
    return recorded_settings(name, FILES[name])


def alerting_of(stack: StackSettings) -> AlertingSettings:
    assert stack.monitoring is not None
    assert stack.monitoring.alerting is not None
    return stack.monitoring.alerting


def alerts(stack: StackSettings) -> Iterator[Mapping[str, str]]:
    """The labels of alerts as Alertmanager gets them: of every namespace and of none, with every severity."""
    yield {"alertname": WATCHDOG, "severity": "none"}
    yield {"alertname": "InfoInhibitor", "severity": "none", "namespace": "kube-system"}
    teams = teams_by_namespace(stack)
    for namespace in (*stack.namespaces, "kube-system", ""):
        for severity in SEVERITIES:
            labels = {"alertname": "KubePodCrashLooping", "severity": severity}
            yield with_team({**labels, **({"namespace": namespace} if namespace else {})}, teams)


def written(folder: Path, text: str) -> Path:
    """The text as the file of Alertmanager's configuration."""
    file = folder / "alertmanager.yaml"
    file.write_text(text)
    return file

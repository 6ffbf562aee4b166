"""The values of kube-prometheus-stack that come from settings.

The chart has no schema and ignores misspelt paths, so a test checks every path against the values of chart 88.5.3:
https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pulumi import Input

from slipway.blocks.alert_routing import alertmanager_values, mounted_secrets, team_labels
from slipway.blocks.patches import merged
from slipway.blocks.references import NO_NAMES, ObjectNames, real_name, real_values
from slipway.settings import chart
from slipway.settings.chart import RELEASE
from slipway.settings.monitoring import (
    ADMIN_NAME,
    ADMIN_PASSWORD,
    ADMIN_SECRET,
    AlertmanagerSettings,
    GrafanaSettings,
    MonitoringSettings,
    PrometheusSettings,
)
from slipway.settings.quantity import parse_quantity
from slipway.settings.resources import ResourcesSettings

GRAFANA = f"{RELEASE}-grafana"
USER_KEY, PASSWORD_KEY = ADMIN_NAME, ADMIN_PASSWORD
ADMIN_USER = "admin"


Texts = Mapping[str, str]
NOTHING: Texts = MappingProxyType({})


def chart_values(
    settings: MonitoringSettings, secrets: ObjectNames, *, teams: Texts = NOTHING, templates: Texts = NOTHING
) -> dict[str, Any]:
    """All values that are set. `secrets` are the names in the cluster, by the names in the settings. `teams` are the
    teams by namespace, and `templates` the texts of the files with templates of messages, by their path.
    """
    derived = derived_values(settings, secrets, teams=teams, templates=templates)
    if settings.extra_values is None:
        return derived
    extra = real_values(settings.extra_values.values, config_maps=NO_NAMES, secrets=secrets)
    return dict(merged(derived, extra))


def derived_values(
    settings: MonitoringSettings, secrets: ObjectNames, *, teams: Texts = NOTHING, templates: Texts = NOTHING
) -> dict[str, Any]:
    """The values that come from settings other than `extraValues`."""
    admin_secret = real_name(ADMIN_SECRET, secrets)
    pull_secrets = [real_name(each, secrets) for each in settings.pull_secrets]
    return {
        "fullnameOverride": RELEASE,
        **_global(pull_secrets),
        "crds": {"enabled": True},
        "defaultRules": {"create": True, "rules": _rules(settings)},
        "grafana": _grafana(settings.grafana, admin_secret),
        "prometheus": {"prometheusSpec": {**_prometheus(settings.prometheus), **_alert_labels(teams)}},
        "alertmanager": _alertmanager(settings, secrets, templates),
        "prometheusOperator": {
            "resources": _resources(settings.operator.resources),
            "prometheusConfigReloader": {"resources": _resources(chart.RESOURCES[chart.RELOADER])},
        },
        "kube-state-metrics": {
            "fullnameOverride": f"{RELEASE}-kube-state-metrics",
            "resources": _resources(settings.kube_state_metrics.resources),
        },
        "prometheus-node-exporter": {
            "fullnameOverride": f"{RELEASE}-node-exporter",
            "resources": _resources(settings.node_exporter.resources),
        },
        **_control_plane(settings),
    }


def _global(pull_secrets: Sequence[Input[str]]) -> dict[str, Any]:
    """Values for all sub-charts and for the pods of the operator."""
    return {"global": {"imagePullSecrets": [{"name": name} for name in pull_secrets]}} if pull_secrets else {}


def _prometheus(settings: PrometheusSettings) -> dict[str, Any]:
    # By default the chart selects monitors and rules with the label of its release only. Those of the apps would be
    # ignored silently.
    selectors = ("serviceMonitor", "podMonitor", "probe", "scrapeConfig", "rule")
    return {
        "replicas": settings.replicas,
        "retention": settings.retention,
        "retentionSize": _retention_size(settings.storage),
        "resources": _resources(settings.resources),
        "storageSpec": _claim(settings.storage, settings.storage_class),
        **{f"{selector}SelectorNilUsesHelmValues": False for selector in selectors},
    }


def _retention_size(storage: str) -> str:
    """85 % of the volume, because a full disk stops Prometheus. Its unit MB is 1024**2 bytes.

    https://prometheus.io/docs/prometheus/latest/storage/#right-sizing-retention-size
    """
    return f"{int(parse_quantity(storage) * 85 / 100 / 1024**2)}MB"


def _alert_labels(teams: Texts) -> dict[str, Any]:
    return {"additionalAlertRelabelConfigs": team_labels(teams)} if teams else {}


def _alertmanager(settings: MonitoringSettings, secrets: ObjectNames, templates: Texts) -> dict[str, Any]:
    pods = _alertmanager_pods(settings.alertmanager)
    if settings.alerting is None:
        return {"alertmanagerSpec": pods}
    return {
        **alertmanager_values(settings.alerting, secrets, templates),
        "alertmanagerSpec": {**pods, **mounted_secrets(settings.alerting, secrets)},
    }


def _alertmanager_pods(settings: AlertmanagerSettings) -> dict[str, Any]:
    return {
        "replicas": settings.replicas,
        "resources": _resources(settings.resources),
        "storage": _claim(settings.storage, settings.storage_class),
    }


def _grafana(settings: GrafanaSettings, admin_secret: Input[str]) -> dict[str, Any]:
    return {
        "fullnameOverride": GRAFANA,
        "admin": {"existingSecret": admin_secret, "userKey": USER_KEY, "passwordKey": PASSWORD_KEY},
        "resources": _resources(settings.resources),
        "sidecar": {
            "dashboards": {"searchNamespace": "ALL"},
            "resources": _resources(chart.RESOURCES[chart.GRAFANA_SIDECAR]),
        },
    }


def _control_plane(settings: MonitoringSettings) -> dict[str, Any]:
    parts = ("kubeEtcd", "kubeControllerManager", "kubeScheduler", "kubeProxy")
    return {part: {"enabled": not settings.managed_control_plane} for part in parts}


def _rules(settings: MonitoringSettings) -> dict[str, bool]:
    groups = ("etcd", "kubeControllerManager", "kubeSchedulerAlerting", "kubeSchedulerRecording", "kubeProxy")
    return dict.fromkeys(groups, not settings.managed_control_plane)


def _resources(said: ResourcesSettings) -> dict[str, dict[str, str]]:
    return {"requests": said.requests(), "limits": said.limits()}


def _claim(size: str, storage_class: str | None) -> dict[str, Any]:
    named = {"storageClassName": storage_class} if storage_class else {}
    spec = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": size}}, **named}
    return {"volumeClaimTemplate": {"spec": spec}}

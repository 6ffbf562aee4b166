"""The monitoring: kube-prometheus-stack."""

from typing import Annotated

from pydantic import Field, model_validator

from slipway.settings import chart
from slipway.settings.access import Group
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.chart_values import ExtraValuesSettings
from slipway.settings.connection import ClusterPodsSettings, Connection
from slipway.settings.container import ResourcesSettings
from slipway.settings.fields import DnsLabel, ObjectName, PositiveInt, Reason, StrictBool, UniqueList
from slipway.settings.quantity import Bytes
from slipway.settings.quota import QuotaSettings
from slipway.settings.secrets import SecretSources


class MonitoringPartSettings(Model):
    """Whom it reaches, and who reaches it, beside what the chart's parts need of one another."""

    connects_to: tuple[Connection, ...] = ()
    """Whom it talks to: receivers of alerts, targets that no app of the stack is, other data sources. An app says its
    `namespace` too, and agrees by `acceptsFrom: [monitoring/alertmanager]`. Default: nobody."""
    accepts_from: UniqueList[ClusterPodsSettings] = ()
    """Pods that may open connections to its port, for example `{namespace: traefik}` where Grafana has an ingress.
    Default: nobody; `kubectl port-forward` needs no leave."""

    @model_validator(mode="after")
    def _names_apps_completely(self) -> "MonitoringPartSettings":
        for each in self.connects_to:
            if each.app and each.namespace is None:
                raise conflict(f"expected the namespace of {each.app} too, for example {{app: pager, namespace: ops}}")
            if each.prefix:
                raise conflict("prefix says nothing here: pods of the chart are given no variables; leave it out")
        return self


Retention = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]*(h|d|w|y)$", max_length=16),
    described_as("a duration in hours, days, weeks or years", "15d"),
]

ChartVersion = Annotated[
    str,
    Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$", max_length=32),
    described_as("an exact chart version", chart.VERSION),
]


ADMIN_SECRET, ADMIN_PASSWORD, ADMIN_NAME = "grafana-admin", "password", "username"  # names
"""Where the secrets of the stack hold the password of Grafana's administrator, in the monitoring namespace. The name of
the administrator lies beside it when the secret comes from elsewhere; otherwise it is `admin`."""


class MonitoringSettings(Model):
    """The Prometheus operator with Prometheus, Alertmanager, Grafana, kube-state-metrics and node exporter.

    https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
    """

    namespace: DnsLabel = "monitoring"
    """Where it lives; owned by it, and fixed once it is deployed. Default `monitoring`."""
    deletable: Reason | None = None
    """Why it may be deleted with all that it has measured, although the stack is in production. Deployed before
    `monitoring` leaves the stack. Default: in production it is protected."""
    chart_version: ChartVersion = chart.VERSION
    """The chart's exact version. Default: the one that slipway is tested with (`slipway/settings/chart.py`)."""
    replicas: PositiveInt = 1
    """Replicas of Prometheus and of Alertmanager. Default 1."""
    retention: Retention = "10d"
    """How long Prometheus keeps samples. Default 10 days."""
    storage: Bytes = "10Gi"
    """The volume of each Prometheus; without one, every restart would lose the samples. Default `10Gi`."""
    alertmanager_storage: Bytes = "1Gi"
    """The volume of each Alertmanager: silences and what was already notified. Default `1Gi`."""
    storage_class: ObjectName | None = None
    """Who provides the volumes. Default: the cluster's default class."""
    secrets: SecretSources = {}
    """Where `grafana-admin` comes from, with the keys `username` and `password`, and the pull secrets, if they are not
    encrypted in this stack's file: `existing` or `external`."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`: all pods of the chart pull their images with them.
    `extraValues` takes these from another registry: `global: {imageRegistry: registry.example.com}`. Default: none."""
    managed_control_plane: StrictBool = True
    """Whether the control plane is the cloud's and cannot be scraped (EKS, GKE, AKS): then neither its scrape jobs nor
    its alerts exist, which would fire for ever. Default true."""
    prometheus: MonitoringPartSettings = MonitoringPartSettings()
    """Its network. It scrapes the chart's own targets, and of the stack's apps the port `metrics` and the `port` of
    those without a Service. Default: nothing else."""
    alertmanager: MonitoringPartSettings = MonitoringPartSettings()
    """Its network: `connectsTo` names the receivers of its alerts. Default: nothing beside its peers."""
    grafana: MonitoringPartSettings = MonitoringPartSettings()
    """Its network. Default: Prometheus and Alertmanager."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that say none (a LimitRange): those that `extraValues` bring, and the chart's
    short jobs. All others have theirs."""
    quota: QuotaSettings | None = None
    """What everything in it may have together, refused when the chart's parts could ever ask for more. Leave room for
    what `extraValues` bring. Default: no bound."""
    viewers: UniqueList[Group] = ()
    """Groups of people who may look at it: see the pods, their logs and events; no Secret, and no way into a pod. None
    may deploy to it, because pods may be privileged there. Default: nobody."""
    extra_values: ExtraValuesSettings | None = None
    """Values of the chart that no setting can say, and why. Default: none."""

    def parts(self) -> dict[str, MonitoringPartSettings]:
        """Those that say something of their network, by name."""
        return {chart.PROMETHEUS: self.prometheus, chart.ALERTMANAGER: self.alertmanager, chart.GRAFANA: self.grafana}

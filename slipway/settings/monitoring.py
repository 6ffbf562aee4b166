"""The monitoring: kube-prometheus-stack."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from slipway.settings import chart
from slipway.settings.access import AccessSettings, Group
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.chart_values import ExtraValuesSettings
from slipway.settings.connection import ClusterPodsSettings, Connection
from slipway.settings.container import ResourcesSettings
from slipway.settings.fields import DnsLabel, ObjectName, PositiveInt, Reason, StrictBool, UniqueList
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.quantity import Bytes
from slipway.settings.quota import QuotaSettings
from slipway.settings.secrets import SecretSources
from slipway.settings.security import PodSecuritySettings


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


class PrometheusSettings(MonitoringPartSettings):
    """Prometheus: its size, its data and its network. It scrapes the chart's own targets, and of the stack's apps the
    port `metrics` and the `port` of those without a Service.
    """

    replicas: PositiveInt = 1
    """Pods, each with all samples."""
    retention: Retention = "10d"
    """How long samples are kept."""
    storage: Bytes = "10Gi"
    """The volume of each pod; without one, every restart would lose the samples."""
    storage_class: ObjectName | None = None
    """The storage class of the volumes. Default: the cluster's default class."""
    resources: ResourcesSettings = chart.RESOURCES[chart.PROMETHEUS]
    """Requests and limits of cpu and memory."""


class AlertmanagerSettings(MonitoringPartSettings):
    """Alertmanager: its size, its data and its network. `connectsTo` names the receivers of alerts."""

    replicas: PositiveInt = 1
    """Pods, which tell one another what was notified."""
    storage: Bytes = "1Gi"
    """The volume of each pod: silences and what was already notified."""
    storage_class: ObjectName | None = None
    """The storage class of the volumes. Default: the cluster's default class."""
    resources: ResourcesSettings = chart.RESOURCES[chart.ALERTMANAGER]
    """Requests and limits of cpu and memory."""


class GrafanaSettings(MonitoringPartSettings):
    """Grafana: its size and its network. It reaches Prometheus and Alertmanager."""

    resources: ResourcesSettings = chart.RESOURCES[chart.GRAFANA]
    """Requests and limits of cpu and memory."""


class ChartPartSettings(Model):
    """A part of the chart of which its size alone is a setting."""

    resources: ResourcesSettings
    """Requests and limits of cpu and memory."""


class OperatorSettings(ChartPartSettings):
    """The Prometheus operator."""

    resources: ResourcesSettings = chart.RESOURCES[chart.OPERATOR]
    """Requests and limits of cpu and memory."""


class KubeStateMetricsSettings(ChartPartSettings):
    """kube-state-metrics. Its memory grows with the objects of the cluster."""

    resources: ResourcesSettings = chart.RESOURCES[chart.KUBE_STATE_METRICS]
    """Requests and limits of cpu and memory."""


class NodeExporterSettings(ChartPartSettings):
    """Node exporter, on every node."""

    resources: ResourcesSettings = chart.RESOURCES[chart.NODE_EXPORTER]
    """Requests and limits of cpu and memory."""


NODES = PodSecuritySettings(level="privileged", reason="the node exporter sees the files and the network of its node")
"""The Pod Security of the namespace, and why."""


class MonitoringSettings(Model):
    """The Prometheus operator with Prometheus, Alertmanager, Grafana, kube-state-metrics and node exporter.

    https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
    """

    moved: ClassVar[Mapping[str, str]] = {
        "replicas": "prometheus.replicas, and alertmanager.replicas",
        "retention": "prometheus.retention",
        "storage": "prometheus.storage",
        "alertmanagerStorage": "alertmanager.storage",
        "storageClass": "prometheus.storageClass, and alertmanager.storageClass",
    }

    namespace: DnsLabel = "monitoring"
    """Its namespace; owned by it, and fixed once it is deployed."""
    deletable: Reason | None = None
    """Why it may be deleted with all its data, although the stack is in production. Deployed before `monitoring` leaves
    the stack. Default: in production it is protected."""
    chart_version: ChartVersion = chart.VERSION
    """The chart's exact version. Default: the one that slipway is tested with (`slipway/settings/chart.py`)."""
    secrets: SecretSources = {}
    """Where `grafana-admin` comes from, with the keys `username` and `password`, and the pull secrets, if they are not
    encrypted in this stack's file: `existing` or `external`."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`: all pods of the chart pull their images with them.
    `extraValues` takes these from another registry: `global: {imageRegistry: registry.example.com}`. Default: none."""
    managed_control_plane: StrictBool = True
    """Whether the control plane is the cloud's and cannot be scraped (EKS, GKE, AKS): then neither its scrape jobs nor
    its alerts exist, which would fire for ever."""
    prometheus: PrometheusSettings = PrometheusSettings()
    """Prometheus."""
    alertmanager: AlertmanagerSettings = AlertmanagerSettings()
    """Alertmanager."""
    grafana: GrafanaSettings = GrafanaSettings()
    """Grafana."""
    operator: OperatorSettings = OperatorSettings()
    """The Prometheus operator."""
    kube_state_metrics: KubeStateMetricsSettings = KubeStateMetricsSettings()
    """kube-state-metrics."""
    node_exporter: NodeExporterSettings = NodeExporterSettings()
    """Node exporter."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that say none (a LimitRange): those that `extraValues` bring, and the chart's
    short jobs. All others have theirs."""
    quota: QuotaSettings | None = None
    """A bound of everything in it together, refused when the chart's parts could ever ask for more. Leave room for what
    `extraValues` bring. Default: no bound."""
    viewers: UniqueList[Group] = ()
    """Groups of people who may look at it: see the pods, their logs and events; no Secret, and no way into a pod. None
    may deploy to it, because pods may be privileged there. Default: nobody."""
    extra_values: ExtraValuesSettings | None = None
    """Values of the chart that no setting can say, and why. Default: none."""

    def parts(self) -> dict[str, MonitoringPartSettings]:
        """The parts with a network of their own, by name."""
        return {chart.PROMETHEUS: self.prometheus, chart.ALERTMANAGER: self.alertmanager, chart.GRAFANA: self.grafana}

    def as_namespace(self) -> ManagedNamespaceSettings:
        """The rules of its namespace."""
        return ManagedNamespaceSettings(
            pod_security=NODES,
            limits=self.limits,
            quota=self.quota,
            access=AccessSettings(viewers=self.viewers),
            pull_secrets=self.pull_secrets,
        )

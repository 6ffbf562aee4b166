"""The monitoring: kube-prometheus-stack."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from slipway.settings import chart
from slipway.settings.access import AccessSettings, Group
from slipway.settings.alerting import AlertingSettings
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.chart_values import ExtraValuesSettings
from slipway.settings.cluster_peers import ClusterPeers
from slipway.settings.connection import Connection
from slipway.settings.fields import DnsLabel, ObjectName, PositiveInt, Reason, StrictBool, UniqueList
from slipway.settings.metrics import MetricPattern
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.quantity import Bytes
from slipway.settings.quota import QuotaSettings
from slipway.settings.resources import ResourcesSettings
from slipway.settings.secret_store import HttpsUrl
from slipway.settings.secrets import SecretSources
from slipway.settings.security import PodSecuritySettings


class MonitoringPartSettings(Model):
    """The network of a part, in addition to the connections that the parts of the chart need."""

    connects_to: tuple[Connection, ...] = ()
    """The targets that it may reach: receivers of alerts, scrape targets outside the stack, other data sources. For an
    app, give its `namespace` too; the app must say `acceptsFrom: [monitoring/alertmanager]`. Default: none."""
    accepts_from: UniqueList[ClusterPeers] = ()
    """Pods, addresses or nodes that may connect to its port, for example `{namespace: traefik}` if Grafana has an
    ingress. Default: none; `kubectl port-forward` always works."""

    @model_validator(mode="after")
    def _names_apps_completely(self) -> "MonitoringPartSettings":
        for each in self.connects_to:
            if each.app and each.namespace is None:
                raise conflict(f"expected the namespace of {each.app} too, for example {{app: pager, namespace: ops}}")
            if each.prefix:
                raise conflict("prefix has no effect here: pods of the chart get no variables; leave prefix out")
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
"""The secret of the monitoring namespace with the password of Grafana's administrator, and its keys. A secret from
another source has the name of the administrator too; otherwise the name is `admin`."""


class PrometheusSettings(MonitoringPartSettings):
    """Prometheus: its size, its data and its network. It scrapes the targets of the chart, and the `metrics` of
    each app of the stack.
    """

    replicas: PositiveInt = 1
    """The number of pods; each has all samples."""
    retention: Retention = "10d"
    """The time for which samples are kept."""
    storage: Bytes = "10Gi"
    """The size of the volume of each pod."""
    storage_class: ObjectName | None = None
    """The storage class of the volumes. Default: the cluster's default class."""
    resources: ResourcesSettings = chart.RESOURCES[chart.PROMETHEUS]
    """Requests and limits."""


class AlertmanagerSettings(MonitoringPartSettings):
    """Alertmanager: its size, its data and its network. Policies of Cilium let it reach the receivers of `alerting`;
    those of Kubernetes need a line in `connectsTo`.
    """

    replicas: PositiveInt = 1
    """The number of pods; they share which alerts were sent."""
    storage: Bytes = "1Gi"
    """The size of the volume of each pod, for silences and sent alerts."""
    storage_class: ObjectName | None = None
    """The storage class of the volumes. Default: the cluster's default class."""
    resources: ResourcesSettings = chart.RESOURCES[chart.ALERTMANAGER]
    """Requests and limits."""


class GrafanaSettings(MonitoringPartSettings):
    """Grafana: its size and its network. It reaches Prometheus and Alertmanager."""

    resources: ResourcesSettings = chart.RESOURCES[chart.GRAFANA]
    """Requests and limits."""


class ChartPartSettings(Model):
    """A part of the chart with settings for its resources only."""

    resources: ResourcesSettings
    """Requests and limits."""


class OperatorSettings(ChartPartSettings):
    """The Prometheus operator."""

    resources: ResourcesSettings = chart.RESOURCES[chart.OPERATOR]
    """Requests and limits."""


class KubeStateMetricsSettings(ChartPartSettings):
    """kube-state-metrics. Its memory grows with the objects of the cluster."""

    resources: ResourcesSettings = chart.RESOURCES[chart.KUBE_STATE_METRICS]
    """Requests and limits."""


class NodeExporterSettings(ChartPartSettings):
    """Node exporter. It runs on every node."""

    resources: ResourcesSettings = chart.RESOURCES[chart.NODE_EXPORTER]
    """Requests and limits."""


NODES = PodSecuritySettings(level="privileged", reason="the node exporter sees the files and the network of its node")
"""The Pod Security level of the namespace, with the reason."""


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
    """Its namespace. It cannot change after the first deployment."""
    deletable: Reason | None = None
    """The reason why it may be deleted with all its data in production. Run `up` with it before you remove
    `monitoring`. Default: it is protected in production."""
    chart_version: ChartVersion = chart.VERSION
    """The exact version of the chart. The default is the version that slipway is tested with."""
    secrets: SecretSources = {}
    """The sources of `grafana-admin` (keys `username` and `password`), of the credentials of receivers, and of the pull
    secrets, if they are not encrypted in the stack file: `existing` or `external`."""
    pull_secrets: UniqueList[ObjectName] = ()
    """Secrets of the namespace that hold a `.dockerconfigjson`. All pods of the chart pull their images with them.
    `extraValues` sets another registry: `global: {imageRegistry: registry.example.com}`. Default: none."""
    managed_control_plane: StrictBool = True
    """A cloud runs the control plane, and it cannot be scraped (EKS, GKE, AKS). Its scrape jobs are left out, and so
    are its alerts, which would always fire."""
    prometheus: PrometheusSettings = PrometheusSettings()
    """Prometheus."""
    alertmanager: AlertmanagerSettings = AlertmanagerSettings()
    """Alertmanager."""
    alerting: AlertingSettings | None = None
    """Who gets which alert. Required in production. Default: nobody is told."""
    grafana: GrafanaSettings = GrafanaSettings()
    """Grafana."""
    operator: OperatorSettings = OperatorSettings()
    """The Prometheus operator."""
    kube_state_metrics: KubeStateMetricsSettings = KubeStateMetricsSettings()
    """kube-state-metrics."""
    node_exporter: NodeExporterSettings = NodeExporterSettings()
    """Node exporter."""
    limits: ResourcesSettings = ResourcesSettings()
    """Requests and limits of containers that set none (a LimitRange): those that `extraValues` add, and the short jobs
    of the chart."""
    quota: QuotaSettings | None = None
    """The limit of everything in it together. It is refused if the parts of the chart could need more. Leave room for
    what `extraValues` add. Default: no limit."""
    viewers: UniqueList[Group] = ()
    """Groups of people who may read its pods, logs and events, but no Secrets, and may not enter pods. Nobody may
    deploy to it, because its pods may be privileged. Default: none."""
    adopt: Reason | None = None
    """The reason why the stack takes over this namespace although somebody else has made it. Default: a namespace that
    exists already and is not the stack's is refused."""
    other_metrics: UniqueList[MetricPattern] = ()
    """Metrics that Prometheus reads from something that is no app of the stack: a chart, an operator, an exporter with
    a monitor of its own. Names or regular expressions: `[certmanager_.*]`. Without them, a query for such a metric is
    refused, because nothing in the stack exposes it. Default: none."""
    runbooks: HttpsUrl | None = None
    """The address where people read docs/runbooks.md. Alerts link to their paragraph in it. Default: no link."""
    extra_values: ExtraValuesSettings | None = None
    """Values of the chart that no setting offers, with the reason. Default: none."""

    def parts(self) -> dict[str, MonitoringPartSettings]:
        """The parts with a network of their own, by name."""
        return {chart.PROMETHEUS: self.prometheus, chart.ALERTMANAGER: self.alertmanager, chart.GRAFANA: self.grafana}

    def as_namespace(self) -> ManagedNamespaceSettings:
        """The settings of its namespace."""
        return ManagedNamespaceSettings(
            pod_security=NODES,
            limits=self.limits,
            quota=self.quota,
            access=AccessSettings(viewers=self.viewers),
            pull_secrets=self.pull_secrets,
        )

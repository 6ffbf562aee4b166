"""The chart of the monitoring: version, components and their resources, for the program and the tools."""

from slipway.settings.resources import ResourcesSettings

NAME = "kube-prometheus-stack"
REPOSITORY = "https://prometheus-community.github.io/helm-charts"
VERSION = "88.5.3"
"""The pinned version, with which slipway is tested."""
RELEASE = "monitoring"
"""Fixed: the names and labels of all objects of the chart derive from it."""
GROUP = "monitoring.coreos.com"
"""The API group of the kinds that the chart defines: ServiceMonitor, PrometheusRule and others."""
PROMETHEUS, ALERTMANAGER, GRAFANA = "prometheus", "alertmanager", "grafana"
OPERATOR, KUBE_STATE_METRICS, NODE_EXPORTER = "operator", "kube-state-metrics", "node-exporter"
"""The names of the components of the chart in slipway."""
VARIABLE = "SLIPWAY_CHART"
"""An environment variable with the path of a folder or archive that replaces the chart of the public repository."""


RELOADER, GRAFANA_SIDECAR = "config-reloader", "grafana-sidecar"


def _resources(cpu: str, memory: str) -> ResourcesSettings:
    return ResourcesSettings.model_validate({"cpu": cpu, "memory": memory})


RESOURCES = {
    PROMETHEUS: _resources("200m..2", "1Gi"),
    ALERTMANAGER: _resources("20m..200m", "64Mi"),
    OPERATOR: _resources("50m..500m", "128Mi"),
    RELOADER: _resources("10m..100m", "64Mi"),
    GRAFANA: _resources("50m..500m", "256Mi"),
    GRAFANA_SIDECAR: _resources("10m..100m", "128Mi"),
    KUBE_STATE_METRICS: _resources("20m..200m", "128Mi"),
    NODE_EXPORTER: _resources("20m..200m", "64Mi"),
}
"""Resources by container. The pods of Prometheus and Alertmanager have a reloader; the pod of Grafana has two sidecars,
for dashboards and data sources. Memory requests equal the limits, so memory is never overcommitted."""

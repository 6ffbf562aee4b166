"""The chart behind the monitoring, its parts and their resources: one place for the program and the tools."""

from slipway.settings.container import ResourcesSettings

NAME = "kube-prometheus-stack"
REPOSITORY = "https://prometheus-community.github.io/helm-charts"
VERSION = "88.5.3"
"""Pinned: the version that slipway is tested with."""
RELEASE = "monitoring"
"""Fixed, because labels and the names of everything in the chart derive from it."""
PROMETHEUS, ALERTMANAGER, GRAFANA = "prometheus", "alertmanager", "grafana"
OPERATOR, KUBE_STATE_METRICS, NODE_EXPORTER = "operator", "kube-state-metrics", "node-exporter"
"""Its parts, as slipway calls them."""
VARIABLE = "SLIPWAY_CHART"
"""The environment variable that names a folder or archive to take instead, where the public repository is out of reach
or another build of the chart is to be tried."""


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
"""By container. The reloader is beside Prometheus and Alertmanager; the sidecar is twice beside Grafana, where it reads
dashboards and data sources. Memory has equal figures, so that it is never overcommitted."""

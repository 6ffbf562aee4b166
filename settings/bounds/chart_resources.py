"""What the containers of kube-prometheus-stack ask for, of which its own values say nothing.

A pod without requests is the first to go when memory is short.
https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
"""

from settings.chart import ALERTMANAGER, GRAFANA, KUBE_STATE_METRICS, NODE_EXPORTER, OPERATOR, PROMETHEUS
from settings.containers.resources import ResourcesSettings

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

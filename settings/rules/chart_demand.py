"""What the monitoring asks its namespace for at most, as far as the settings say it: `extraValues` may bring more.

Prometheus and Alertmanager are StatefulSets, whose pods are exchanged in their places. The chart's Deployments have one
pod each and Kubernetes' default rollout, which adds one. The Jobs of Helm's hooks come one after another, without
resources of their own. https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
"""

from decimal import Decimal

from settings.bounds.chart_resources import GRAFANA_SIDECAR, RELOADER, RESOURCES
from settings.bounds.demand import Demand
from settings.bounds.pod_demand import container_demand
from settings.chart import ALERTMANAGER, GRAFANA, KUBE_STATE_METRICS, NODE_EXPORTER, OPERATOR, PROMETHEUS
from settings.monitoring import MonitoringSettings
from settings.words.amounts import PODS, STORAGE, Amounts, times, total
from settings.words.quantity import magnitude


def chart_demand(settings: MonitoringSettings, nodes: int) -> dict[str, Demand]:
    """By part of the chart; node exporter runs on each of the `nodes`."""
    return {
        PROMETHEUS: _demand(settings.replicas, 0, _of(PROMETHEUS, RELOADER), settings.storage),
        ALERTMANAGER: _demand(settings.replicas, 0, _of(ALERTMANAGER, RELOADER), settings.alertmanager_storage),
        GRAFANA: _demand(1, 1, _of(GRAFANA, GRAFANA_SIDECAR, GRAFANA_SIDECAR)),
        OPERATOR: _demand(1, 1, _of(OPERATOR)),
        KUBE_STATE_METRICS: _demand(1, 1, _of(KUBE_STATE_METRICS)),
        NODE_EXPORTER: _demand(nodes, 0, _of(NODE_EXPORTER)),
        "Helm's hooks": _demand(1, 0, container_demand(settings.limits)),
    }


def _of(*containers: str) -> Amounts:
    return total(container_demand(RESOURCES[name]) for name in containers)


def _demand(regular: int, surge: int, pod: Amounts, storage: str | None = None) -> Demand:
    claim = {STORAGE: magnitude(storage)} if storage else {}
    return Demand(times({**pod, **claim, PODS: Decimal(1)}, regular + surge), regular, surge)

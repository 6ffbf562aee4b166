"""The ports of kube-prometheus-stack that network policies open, and the values of the chart that move them.

A port is that of the process, as in `PodPort`. Most Services of the chart lead to it by `targetPort`:
https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from slipway.settings.chart import ALERTMANAGER, GRAFANA, KUBE_STATE_METRICS, OPERATOR, PROMETHEUS
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.monitoring import MonitoringSettings

RELOADER = 8080
"""The port of the reloader, a sidecar of Prometheus and Alertmanager. Prometheus scrapes it too."""
MESH = 9094
"""The port between Alertmanagers, TCP and UDP: https://prometheus.io/docs/alerting/latest/high_availability/"""

_WEB = {
    PROMETHEUS: ("prometheus.service.targetPort", 9090),
    ALERTMANAGER: ("alertmanager.service.targetPort", 9093),
    GRAFANA: ("grafana.service.targetPort", 3000),
    KUBE_STATE_METRICS: ("kube-state-metrics.service.port", 8080),
    OPERATOR: ("prometheusOperator.tls.internalPort", 10250),
}
_CONTROL_PLANE = {
    "kubeEtcd.service.targetPort": 2381,
    "kubeProxy.service.targetPort": 10249,
    "kubeControllerManager.service.targetPort": 10257,
    "kubeScheduler.service.targetPort": 10259,
}
_KUBELET, _PLAIN_KUBELET = 10250, 10255


@dataclass(frozen=True)
class ChartPorts:
    """The ports of one release."""

    web: Mapping[str, int]
    """The port of each component: web pages, metrics, or the webhook of the operator."""
    node_exporter: int
    """On the network of every node."""
    kubelet: int
    control_plane: tuple[int, ...]
    """etcd, kube-proxy, controller manager and scheduler, on the network of their nodes."""
    coredns: int
    coredns_pods: ClusterPodsSettings
    """The pods that the chart's Service for CoreDNS selects. They are independent of `cluster.dns`."""


def chart_ports(settings: MonitoringSettings) -> ChartPorts:
    """The ports of the chart with `extraValues`."""
    values = settings.extra_values.values if settings.extra_values else {}
    plain_kubelet = _value(values, "kubelet.serviceMonitor.https") is False
    selector = _value(values, "coreDns.service.selector")
    labels = {str(key): str(value) for key, value in selector.items()} if isinstance(selector, dict) else {}
    return ChartPorts(
        web={part: _port(values, path, usual) for part, (path, usual) in _WEB.items()},
        node_exporter=_port(values, "prometheus-node-exporter.service.port", 9100),
        kubelet=_PLAIN_KUBELET if plain_kubelet else _KUBELET,
        control_plane=tuple(_port(values, path, usual) for path, usual in _CONTROL_PLANE.items()),
        coredns=_port(values, "coreDns.service.targetPort", 9153),
        coredns_pods=ClusterPodsSettings(namespace="kube-system", labels=labels or {"k8s-app": "kube-dns"}),
    )


def _value(values: Mapping[str, JsonValue], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _port(values: Mapping[str, JsonValue], path: str, usual: int) -> int:
    """The number at this path. The name of a port stands for the usual one."""
    found = _value(values, path)
    return found if isinstance(found, int) and not isinstance(found, bool) else usual

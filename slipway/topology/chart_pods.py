"""The pods that kube-prometheus-stack makes: by which labels they are known, and where they listen.

The labels are those by which the chart's own Services select them, which an upgrade of the chart does not change.
Node exporter is missing: it shares the address of its node, by which no policy can tell it from others.
"""

from slipway.settings.chart import ALERTMANAGER, GRAFANA, KUBE_STATE_METRICS, NAME, OPERATOR, PROMETHEUS, RELEASE
from slipway.settings.connection import ClusterPodsSettings

ADMISSION = "admission"

LABELS: dict[str, dict[str, str]] = {
    PROMETHEUS: {"app.kubernetes.io/name": "prometheus", "operator.prometheus.io/name": f"{RELEASE}-prometheus"},
    ALERTMANAGER: {"app.kubernetes.io/name": "alertmanager", "alertmanager": f"{RELEASE}-alertmanager"},
    GRAFANA: {"app.kubernetes.io/name": "grafana", "app.kubernetes.io/instance": RELEASE},
    KUBE_STATE_METRICS: {"app.kubernetes.io/name": "kube-state-metrics", "app.kubernetes.io/instance": RELEASE},
    OPERATOR: {"app": f"{NAME}-operator", "release": RELEASE},
    # Jobs of Helm's hooks, which make the certificate of the operator's webhook and come and go. No Service has them.
    ADMISSION: {"app.kubernetes.io/component": "prometheus-operator-webhook", "app.kubernetes.io/instance": RELEASE},
}

WEB = {PROMETHEUS: 9090, ALERTMANAGER: 9093, GRAFANA: 3000, KUBE_STATE_METRICS: 8080, OPERATOR: 10250}
"""What each serves: its pages, its metrics, and the operator its webhook."""
RELOADER = 8080
"""The operator's sidecar beside Prometheus and Alertmanager, which is scraped too."""
MESH = 9094
"""Among Alertmanagers, on both protocols: https://prometheus.io/docs/alerting/latest/high_availability/"""

NODE_EXPORTER, KUBELET = 9100, 10250
CONTROL_PLANE = (2381, 10249, 10257, 10259)
"""etcd, kube-proxy, controller manager and scheduler, on the network of their nodes."""
COREDNS = 9153
COREDNS_PODS = ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "kube-dns"})
"""Whom the chart's Service for CoreDNS selects, wherever the apps' DNS is."""


def pods(part: str, namespace: str) -> ClusterPodsSettings:
    """As a peer of others."""
    return ClusterPodsSettings(namespace=namespace, labels=LABELS[part])

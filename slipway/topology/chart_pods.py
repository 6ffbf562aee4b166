"""The pods of kube-prometheus-stack: their labels and ports.

The labels are those in the selectors of the chart's Services, which upgrades of the chart do not change. The node
exporter is missing: it uses the network of its node, so no network policy can select it.
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
    # Jobs of Helm hooks that create the certificate of the operator's webhook. No Service selects them.
    ADMISSION: {"app.kubernetes.io/component": "prometheus-operator-webhook", "app.kubernetes.io/instance": RELEASE},
}

WEB = {PROMETHEUS: 9090, ALERTMANAGER: 9093, GRAFANA: 3000, KUBE_STATE_METRICS: 8080, OPERATOR: 10250}
"""The port of each component: web pages, metrics, or the webhook of the operator."""
RELOADER = 8080
"""The port of the reloader, a sidecar of Prometheus and Alertmanager. Prometheus scrapes it too."""
MESH = 9094
"""The port between Alertmanagers, TCP and UDP: https://prometheus.io/docs/alerting/latest/high_availability/"""

NODE_EXPORTER, KUBELET = 9100, 10250
CONTROL_PLANE = (2381, 10249, 10257, 10259)
"""etcd, kube-proxy, controller manager and scheduler, on the network of their nodes."""
COREDNS = 9153
COREDNS_PODS = ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "kube-dns"})
"""The pods that the chart's Service for CoreDNS selects. It is independent of `cluster.dns`."""


def pods(part: str, namespace: str) -> ClusterPodsSettings:
    """The pods of a component, as a peer in a rule."""
    return ClusterPodsSettings(namespace=namespace, labels=LABELS[part])

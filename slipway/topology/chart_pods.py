"""The pods of kube-prometheus-stack: their labels. Their ports are in `chart_ports.py`.

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


def pods(part: str, namespace: str) -> ClusterPodsSettings:
    """The pods of a component, as a peer in a rule."""
    return ClusterPodsSettings(namespace=namespace, labels=LABELS[part])

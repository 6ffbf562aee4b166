"""The metrics that the monitoring chart scrapes, from metrics.json."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "metrics.json"

LABELS, ANNOTATIONS = "metricLabelsAllowlist", "metricAnnotationsAllowList"
"""Values of the sub-chart kube-state-metrics. Sources with these names have the metrics that they switch on."""

FAMILIES = (
    r"node_(memory|netstat|vmstat|network|filesystem|systemd)_\w+",
    r"(prometheus|alertmanager|reloader|kube_state_metrics|grafana|coredns|etcd|go|process|promhttp)_\w+",
    r"scrape_\w+|ALERTS|ALERTS_FOR_STATE|up",
)
"""Metrics without a list: those that the kernel of each node names, those of the parts of the chart, and those that
Prometheus writes itself: https://prometheus.io/docs/concepts/jobs_instances/"""

Labels = frozenset[str] | None
"""The labels of a metric; None if they are not known."""


@cache
def metrics_by_source() -> Mapping[str, Mapping[str, Labels]]:
    """The metrics of each source, for example `kube-state-metrics`, with their labels. The source `chart` has those
    that rules of the chart record or read.
    """
    content = json.loads(FILE.read_text())["metrics"]
    return {
        source: {name: None if labels is None else frozenset(labels) for name, labels in metrics.items()}
        for source, metrics in content.items()
    }

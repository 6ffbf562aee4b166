import json
from pathlib import Path

import pytest

from tools import metric_inventory
from tools.metric_inventory import inventory, written

RENDERED = """
spec: {template: {spec: {containers: [{
  image: registry.example.com/kube-state-metrics:v2.0.0}, {
  image: registry.example.com/node-exporter:v1.0.0-distroless}]}}}
kind: Deployment
---
kind: PrometheusRule
spec:
  groups:
  - name: a
    rules:
    - {record: "shop:up:sum", expr: sum(up) + container_dropped}
    - {alert: Down, expr: kube_pod_info == 0}
"""
VALUES = """
kubelet: {serviceMonitor: {cAdvisorMetricRelabelings: [
  {action: drop, sourceLabels: [__name__], regex: container_(dropped|gone)},
  {action: drop, sourceLabels: [__name__, scope], regex: container_kept;hierarchy}]}}
kubeApiServer: {serviceMonitor: {metricRelabelings: []}}
"""
TABLE = """
| Metric name | Type | Description | Labels/tags | Status |
| ----------- | ---- | ----------- | ----------- | ------ |
| kube_pod_info | Gauge | a | `pod`=&lt;pod-name&gt; <br> `namespace`=&lt;namespace&gt; | STABLE |
| kube_pod_labels | Gauge | a | `pod`=&lt;pod-name&gt; <br> `label_POD_LABEL`=&lt;POD_LABEL&gt; | STABLE |
| kube_pod_tolerations | Gauge | a | `pod`=&lt;pod-name&gt; | EXPERIMENTAL | Opt-in |
"""
OUTPUT = """
# HELP node_cpu_seconds_total Seconds
# TYPE node_cpu_seconds_total counter
node_cpu_seconds_total{cpu="0",mode="idle"} 1
node_load1 0.2
"""
LISTED = """
- {name: pending_pods, subsystem: scheduler, type: Gauge, labels: [queue],
   componentEndpoints: [{component: kube-scheduler, endpoint: /metrics}]}
- {name: wait_seconds, namespace: apiserver, subsystem: flow, type: Histogram,
   componentEndpoints: [{component: kube-apiserver, endpoint: /metrics}, {component: etcd, endpoint: /metrics}]}
"""
FILES = {
    "kube-state-metrics/v2": ("docs/metrics/workload/pod.md", TABLE),
    "node_exporter": ("collector/fixtures/e2e-output.txt", OUTPUT),
    "cadvisor": ("docs/storage/prometheus.md", "`container_gone` | a\n`container_kept` | b\n"),
    "kubernetes": ("test/instrumentation/documentation/documentation-list.yaml", LISTED),
}


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The versions of the modules that were asked for."""
    asked: dict[str, str] = {}

    def module(path: str, version: str) -> Path:
        asked[path] = version
        file, text = next(value for end, value in FILES.items() if path.endswith(end))
        (tmp_path / path / file).parent.mkdir(parents=True)
        (tmp_path / path / file).write_text(text)
        return tmp_path / path

    monkeypatch.setattr(metric_inventory, "_module", module)
    return asked


def test_metrics_are_read_from_where_they_are_documented(modules: dict[str, str]) -> None:
    found = inventory(RENDERED, VALUES)

    assert found["kube-state-metrics"] == {"kube_pod_info": ["namespace", "pod"]}
    assert found["metricLabelsAllowlist"] == {"kube_pod_labels": ["pod"]}
    assert found["node-exporter"] == {"node_cpu_seconds_total": ["cpu", "mode"], "node_load1": []}
    assert list(found["cadvisor"]) == ["container_kept"]
    assert found["kube-scheduler"] == {"scheduler_pending_pods": ["queue"]}
    assert sorted(found["kube-apiserver"]) == [
        "apiserver_flow_wait_seconds",
        "apiserver_flow_wait_seconds_bucket",
        "apiserver_flow_wait_seconds_count",
        "apiserver_flow_wait_seconds_sum",
    ]
    assert found["chart"] == {"shop:up:sum": None, "up": None}
    assert modules["k8s.io/kube-state-metrics/v2"] == "v2.0.0"
    assert modules["github.com/prometheus/node_exporter"] == "v1.0.0"


def test_the_file_has_a_line_for_each_metric() -> None:
    content = {"version": "1.0.0", "metrics": {"a": {"b": ["c"], "d": None}, "e": {}}}

    text = written(content)

    assert json.loads(text) == content
    assert '\n   "b": ["c"],\n' in text

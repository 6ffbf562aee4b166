import re

from slipway.schema.metrics import FAMILIES, metrics_by_source


def test_each_source_has_metrics_with_labels() -> None:
    found = metrics_by_source()

    assert sorted(found["kube-state-metrics"]["kube_pod_status_phase"] or ()) == ["namespace", "phase", "pod", "uid"]
    assert found["kube-apiserver"]["apiserver_request_total"]
    assert min(len(metrics) for metrics in found.values()) > 20


def test_families_hold_what_no_source_lists() -> None:
    for name in ("node_memory_MemAvailable_bytes", "prometheus_tsdb_head_series", "go_goroutines", "up", "ALERTS"):
        assert any(re.fullmatch(family, name) for family in FAMILIES), name

from typing import Any

from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId
from slipway.topology.exposed_metrics import ExposedMetrics, exposed_metrics

WEB = {"image": "a:1", "port": 80, "ports": {"metrics": 9090}, "metrics": {"exposes": ["shop_.*"]}}


def exposed(values: Any = None, **said: Any) -> ExposedMetrics:
    extra = {"extraValues": {"reason": "needed by this test", "values": values}} if values else {}
    monitoring = said.pop("monitoring", {})
    stack = {"environment": "development", "namespaces": {"shop": {"apps": {"web": WEB}}}, **said}
    seen = {} if monitoring is None else {"monitoring": {**monitoring, **extra}}
    return exposed_metrics(StackSettings.model_validate({**seen, **stack}))


def test_metrics_of_the_chart_are_known_with_their_labels() -> None:
    found = exposed()

    assert all(
        map(
            found.knows,
            [
                "kube_pod_status_phase",
                "node_cpu_seconds_total",
                "container_memory_working_set_bytes",
                "kubelet_volume_stats_used_bytes",
                "apiserver_request_total",
                "cluster:node_cpu:ratio",
                "up",
                "http_request_duration_seconds_bucket",
                "slo:sli_error:ratio_rate5m",
            ],
        )
    )
    assert {"phase", "namespace", "pod", "job"} <= (found.labels("kube_pod_status_phase") or set())
    assert found.labels("cluster:node_cpu:ratio") is None


def test_what_the_chart_drops_is_not_known() -> None:
    assert not exposed().knows("container_cpu_cfs_throttled_seconds_total")


def test_metrics_of_an_app_have_owners() -> None:
    found = exposed()

    assert found.knows("shop_orders_total")
    assert found.owners("shop_orders_total") == {AppId("shop", "web")}
    assert found.owners("up") == set()
    assert not found.knows("orders_total")


def test_objectives_on_own_metrics_declare_them_unless_the_app_says_what_it_exposes() -> None:
    source = {"errors": "sum(rate(failed_total[{{.window}}]))", "total": "sum(rate(all_total[{{.window}}]))"}
    slo = {"availability": 99, "latency": {"p": 90, "below": "1s", "buckets": ["1s"]}}
    web = {"image": "a:1", "port": 80, "metrics": {}, "slo": {**slo, "source": {**source, "histogram": "took"}}}

    silent = exposed(namespaces={"shop": {"apps": {"web": web}}})
    said = exposed(namespaces={"shop": {"apps": {"web": {**web, "metrics": {"exposes": ["all_total"]}}}}})

    assert [*map(silent.knows, ["failed_total", "all_total", "took_bucket", "took"])] == [True] * 4
    assert [*map(said.knows, ["failed_total", "all_total", "took_bucket"])] == [False, True, False]


def test_metrics_of_others_and_recorded_series_are_known() -> None:
    rules = {"own": {"groups": [{"name": "a", "rules": [{"record": "shop:up:sum", "expr": "sum(up)"}]}]}}
    found = exposed({"additionalPrometheusRulesMap": rules}, monitoring={"otherMetrics": ["certmanager_.*"]})

    assert found.knows("shop:up:sum")
    assert found.knows("certmanager_certificate_expiration_timestamp_seconds")


def test_a_part_that_is_switched_off_exposes_nothing() -> None:
    assert not exposed({"nodeExporter": {"enabled": False}}).knows("node_cpu_seconds_total")
    assert not exposed({"kubeStateMetrics": {"enabled": False}}).knows("kube_pod_status_phase")


def test_the_scheduler_is_known_only_where_it_is_scraped() -> None:
    assert not exposed().knows("scheduler_pending_pods")
    assert exposed(monitoring={"managedControlPlane": False}).knows("scheduler_pending_pods")


def test_labels_of_objects_are_known_with_an_allowlist_only() -> None:
    assert not exposed().knows("kube_pod_labels")
    assert exposed({"kube-state-metrics": {"metricLabelsAllowlist": ["pods=[team]"]}}).knows("kube_pod_labels")


def test_a_prometheus_of_the_cluster_may_have_everything() -> None:
    found = exposed(monitoring=None, cluster={"prometheus": {"namespace": "prometheus", "otherMetrics": ["mysql_.*"]}})

    assert found.knows("scheduler_pending_pods")
    assert found.knows("mysql_up")

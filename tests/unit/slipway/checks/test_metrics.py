from typing import Any

from slipway.checks.metrics import broken_metrics
from slipway.settings.stack import StackSettings


def problems(app: Any = None, **said: Any) -> list[str]:
    apps = {"web": {"image": "a:1", "port": 80, **({"metrics": {}} if app is None else app)}}
    stack = StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"apps": apps}}, **said})
    return [str(each) for each in broken_metrics(stack)]


def test_metrics_that_nobody_reads_are_refused() -> None:
    assert problems() == [
        (
            "namespaces.shop.apps.web.metrics: nobody reads the metrics: the stack has no Prometheus; expected "
            "monitoring: {}, or that of the cluster, for example cluster: {prometheus: {namespace: prometheus}}; or "
            "leave metrics out"
        )
    ]
    assert problems(monitoring={}) == []
    assert problems(cluster={"prometheus": {"namespace": "prometheus"}}) == []


def test_objectives_that_nothing_measures_are_refused() -> None:
    slo: dict[str, Any] = {"availability": 99.9}
    path = "namespaces.shop.apps.web.slo"

    assert problems({"slo": slo}, monitoring={"prometheus": {"retention": "30d"}}) == [
        (
            f"{path}.source: client are metrics of the app itself, and Prometheus reads none of it; expected ports: "
            "{metrics: 9090}, or metrics: {} if its main port has them, or another source"
        )
    ]
    assert problems({"slo": {**slo, "source": "traefik"}}, monitoring={"prometheus": {"retention": "5w"}}) == []
    assert problems({"slo": slo, "metrics": {}}, cluster={"prometheus": {"namespace": "prometheus"}}) == []
    assert problems({"slo": {**slo, "window": "28d"}, "metrics": {}}, monitoring={}) == [
        (
            f"{path}.window: Prometheus keeps its samples for 10d, and the objective is about 28d; expected "
            "monitoring.prometheus.retention: 28d or more"
        )
    ]
    assert [each.partition(":")[0] for each in problems({"slo": slo, "metrics": {}})] == [
        "namespaces.shop.apps.web.metrics",
        path,
    ]


def test_two_prometheus_for_one_stack_are_refused() -> None:
    assert problems(monitoring={}, cluster={"prometheus": {"namespace": "prometheus"}}) == [
        "cluster.prometheus: the stack has monitoring, whose Prometheus scrapes the apps; expected only one of both"
    ]

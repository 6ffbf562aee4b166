from typing import Any

from slipway.checks.metrics import broken_metrics
from slipway.settings.stack import StackSettings


def problems(**said: Any) -> list[str]:
    apps = {"web": {"image": "a:1", "port": 80, "metrics": {}}}
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


def test_two_prometheus_for_one_stack_are_refused() -> None:
    assert problems(monitoring={}, cluster={"prometheus": {"namespace": "prometheus"}}) == [
        "cluster.prometheus: the stack has monitoring, whose Prometheus scrapes the apps; expected only one of both"
    ]

from typing import Any

from slipway.settings.stack import StackSettings
from slipway.topology.scraped import prometheus, scraped

APPS = {
    "web": {"image": "a:1", "port": 80, "ports": {"metrics": 9090}},
    "cart": {"image": "a:1", "port": 80},
}


def stack(**said: Any) -> StackSettings:
    return StackSettings.model_validate({"environment": "development", "namespaces": {"shop": {"apps": APPS}}, **said})


def test_without_a_prometheus_nothing_is_scraped() -> None:
    assert prometheus(stack()) is None
    assert list(scraped(stack())) == []


def test_the_prometheus_of_the_stack_scrapes_the_apps_with_metrics() -> None:
    own = stack(monitoring={"namespace": "watch"})

    assert [str(which) for which, _, _ in scraped(own)] == ["shop/web"]
    assert getattr(prometheus(own), "namespace", None) == "watch"


def test_the_prometheus_of_the_cluster_does_the_same() -> None:
    theirs = stack(cluster={"prometheus": {"namespace": "prometheus", "labels": {"app": "prometheus"}}})

    assert [str(which) for which, _, _ in scraped(theirs)] == ["shop/web"]
    assert getattr(prometheus(theirs), "labels", None) == {"app": "prometheus"}

from typing import Any

import pytest

from slipway.checks.queries import broken_queries
from slipway.settings.stack import StackSettings

RULE = {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule", "unchecked": "needed by this test"}
PATH = "namespaces.shop.objects.own.spec.groups.0.rules.0.expr"
WEB: dict[str, Any] = {"image": "a:1", "port": 80, "metrics": {"exposes": ["shop_orders_total", "shop_queue_.*"]}}


def stack_with(query: str, web: Any = None, **said: Any) -> StackSettings:
    spec = {"groups": [{"name": "a", "rules": [{"alert": "Wrong", "expr": query}]}]}
    shop = {"apps": {"web": WEB if web is None else web}, "objects": {"own": {**RULE, "spec": spec}}}
    stack = {"environment": "development", "monitoring": {}, "namespaces": {"shop": shop}, **said}
    return StackSettings.model_validate(stack)


def problems(query: str, web: Any = None, **said: Any) -> list[str]:
    return [str(each) for each in broken_queries(stack_with(query, web, **said))]


@pytest.mark.parametrize(
    "query",
    [
        'sum(rate(shop_orders_total{app="web",code="500"}[5m])) > 1',
        'shop_queue_length{namespace="shop"}',
        'kube_pod_container_status_restarts_total{namespace="shop",container="web"}',
        '{__name__=~"anything.*"}',
        'up{job="web"} == 0',
        "1",
    ],
)
def test_a_query_for_what_is_exposed_is_accepted(query: str) -> None:
    assert problems(query) == []


def test_a_query_that_does_not_parse_is_refused() -> None:
    assert problems("rate(up)") == [
        f"{PATH}: expected PromQL; expected type matrix in call to function 'rate', got vector; got \"rate(up)\""
    ]


def test_a_metric_that_nothing_exposes_is_refused_with_the_way_out() -> None:
    assert problems("shop_order_total > 1 or shop_order_total < 0") == [
        (
            f"{PATH}: nothing in the stack exposes shop_order_total, so the query would find nothing; did you mean "
            "shop_orders_total? If an app exposes it, write metrics: {exposes: [shop_order_total]} there; if something "
            "outside the stack does, monitoring.otherMetrics: [shop_order_total]"
        )
    ]
    assert problems("mysql_up == 0", monitoring={"otherMetrics": ["mysql_.*"]}) == []


def test_a_label_that_the_metric_does_not_have_is_refused() -> None:
    assert problems('kube_pod_status_phase{phse="Failed"}') == [
        f"{PATH}: kube_pod_status_phase has no label phse, so the query would find nothing; did you mean phase?"
    ]


def test_a_metric_of_another_app_is_refused() -> None:
    assert problems('shop_orders_total{namespace="ops",app="web"}') == [
        f'{PATH}: only shop/web exposes shop_orders_total, so namespace="ops", app="web" would find nothing'
    ]


def test_without_a_prometheus_a_query_only_has_to_parse() -> None:
    web = {"image": "a:1", "port": 80}

    assert problems("anything", web, monitoring=None) == []
    assert len(problems("sum(", web, monitoring=None)) == 1


def test_the_query_of_a_trigger_is_read() -> None:
    trigger = {"type": "prometheus", "metadata": {"query": "sum(shop_order_total)"}}
    web = {**WEB, "autoscaling": {"minReplicas": 1, "maxReplicas": 3, "triggers": [trigger]}}

    (problem,) = problems("up", web)

    assert problem.startswith("namespaces.shop.apps.web.autoscaling.triggers.0.metadata.query: nothing in the stack")


def test_objectives_are_compared_with_what_the_app_says_it_exposes() -> None:
    source = {
        "errors": "sum(rate(shop_failed_total[{{.window}}]))",
        "total": "sum(rate(shop_orders_total[{{.window}}]))",
    }
    slo = {"availability": 99, "source": source}

    (problem,) = problems("up", {**WEB, "slo": slo})

    assert problem.startswith(
        "namespaces.shop.apps.web.slo.source.errors: nothing in the stack exposes shop_failed_total"
    )
    assert problems("up", {"image": "a:1", "port": 80, "metrics": {}, "slo": slo}) == []

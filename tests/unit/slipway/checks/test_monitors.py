from typing import Any

import pytest

from slipway.checks.monitors import broken_monitors
from slipway.settings.stack import StackSettings

API = {"apiVersion": "monitoring.coreos.com/v1", "unchecked": "needed by this test"}
PATH = "namespaces.shop.objects.own"
BESIDE: dict[str, Any] = {"image": "a:1", "port": 80, "ports": {"admin": 9000}}
DATABASE: dict[str, Any] = {
    "kind": "stateful",
    "image": "a:1",
    "port": 5432,
    "storage": {"/data": "1Gi"},
}


def problems(
    monitor: dict[str, Any] | None, shop: dict[str, Any] | None = None, *, seen: bool = True, **said: Any
) -> list[str]:
    apps: dict[str, Any] = {
        "web": BESIDE,
        "db": DATABASE,
        "scraped": {"image": "a:1", "ports": {"metrics": 9090}, "port": 80},
    }
    objects = {"own": {**API, **monitor}} if monitor else {}
    stack = {
        "environment": "development",
        "namespaces": {"shop": {"apps": apps, "objects": objects, **(shop or {})}, "ops": {}},
        **({"monitoring": {}} if seen else {}),
        **said,
    }
    return [str(each) for each in broken_monitors(StackSettings.model_validate(stack))]


def pods(app: str, port: Any = "admin", **spec: Any) -> dict[str, Any]:
    chosen = {"selector": {"matchLabels": {"app.kubernetes.io/name": app}}, "podMetricsEndpoints": [{"port": port}]}
    return {"kind": "PodMonitor", "spec": {**chosen, **spec}}


def services(app: str, port: str = "admin", **spec: Any) -> dict[str, Any]:
    chosen = {"selector": {"matchLabels": {"app.kubernetes.io/name": app}}, "endpoints": [{"port": port}]}
    return {"kind": "ServiceMonitor", "spec": {**chosen, **spec}}


def test_a_monitor_that_finds_its_target_is_accepted() -> None:
    assert problems(pods("web")) == []
    assert problems(services("web")) == []
    assert (
        problems(pods("web", selector={"matchExpressions": [{"key": "app.kubernetes.io/name", "operator": "Exists"}]}))
        == []
    )
    assert problems(pods("web", selector={"matchLabels": {"app.kubernetes.io/version": "1"}})) == []


def test_a_selector_that_matches_nothing_is_refused() -> None:
    assert problems(pods("wbe")) == [
        (
            f"{PATH}.spec.selector: matches no pods in shop, so it would read nothing; there are web, db, scraped; "
            "the label of an app is app.kubernetes.io/name: <app>"
        )
    ]
    assert problems(services("web", namespaceSelector={"matchNames": ["ops"]})) == [
        (
            f"{PATH}.spec.selector: matches no Services in ops, so it would read nothing; there are none; the label "
            "of an app is app.kubernetes.io/name: <app>"
        )
    ]


def test_nothing_is_known_of_pods_that_others_make() -> None:
    chart = {"redis": {"chart": "redis", "version": "1.0.0", "repository": "https://charts.example.com"}}
    operator = {
        "db": {"apiVersion": "postgresql.cnpg.io/v1", "kind": "Cluster", "unchecked": "needed by this test", "spec": {}}
    }

    assert problems(pods("redis"), {"charts": chart}) == []
    assert problems(pods("db-1"), {"objects": {"own": {**API, **pods("db-1")}, **operator}}) == []
    assert problems(pods("dns", namespaceSelector={"matchNames": ["kube-system"]})) == []
    assert problems(pods("dns", namespaceSelector={"any": True})) == []


def test_a_port_that_no_target_has_is_refused() -> None:
    assert problems(pods("web", "metrics")) == [
        f'{PATH}.spec.podMetricsEndpoints.0.port: unknown port "metrics" of web; expected one of admin, http'
    ]
    assert problems(services("web", "adminn")) == [
        f'{PATH}.spec.endpoints.0.port: unknown port "adminn" of web; did you mean admin?'
    ]
    assert problems(pods("web", podMetricsEndpoints=[])) == [
        f"{PATH}.spec.podMetricsEndpoints: missing; expected at least one, for example [{{port: metrics}}]"
    ]
    assert problems(pods("web", podMetricsEndpoints=[{"portNumber": 9000}])) == []


def test_a_port_that_a_patch_may_add_is_accepted() -> None:
    patch = {
        "reason": "needed by this test",
        "object": "Deployment",
        "patch": {"spec": {"template": {"metadata": {"annotations": {"a": "b"}}}}},
    }

    assert problems(pods("web", "metrics"), {"apps": {"web": {**BESIDE, "patches": [patch]}}}) == []


def test_pods_that_would_be_read_twice_are_refused() -> None:
    assert problems(pods("scraped", "metrics")) == [
        (
            f"{PATH}.spec.selector: the port metrics of shop/scraped would be read twice, because slipway makes a "
            "PodMonitor for it; leave this monitor out, and write what differs into metrics of the app"
        )
    ]
    assert problems(services("db", "http")) == [
        (
            f"{PATH}.spec.selector: matches the Services db, db-headless, so each pod would be read 2 times; expected "
            "metrics of the app shop/db instead"
        )
    ]


def test_a_monitor_that_nobody_reads_is_refused() -> None:
    assert problems(pods("web"), seen=False) == [
        (
            f"{PATH}: nobody reads a PodMonitor: the stack has no Prometheus; expected monitoring: {{}}, or that of "
            "the cluster, for example cluster: {prometheus: {namespace: prometheus}}"
        )
    ]


def test_a_monitor_without_the_labels_that_prometheus_selects_is_refused() -> None:
    elsewhere = {"prometheus": {"namespace": "prometheus", "monitorLabels": {"release": "kps"}}}
    labelled = {**pods("web"), "metadata": {"labels": {"release": "kps"}}}

    assert problems(pods("web"), seen=False, cluster=elsewhere) == [
        (
            f"{PATH}.metadata.labels: missing, so that Prometheus ignores it (cluster.prometheus.monitorLabels); write "
            "labels: {release: kps}"
        )
    ]
    assert problems(labelled, seen=False, cluster=elsewhere) == []


@pytest.mark.parametrize(
    ("setting", "value", "end"),
    [
        ("podMonitorSelector", {"matchLabels": {"team": "shop"}}, f"{PATH}.metadata.labels: Prometheus ignores it"),
        ("podMonitorNamespaceSelector", {"matchLabels": {"team": "shop"}}, f"{PATH}: Prometheus ignores it"),
    ],
)
def test_selectors_of_extra_values_are_followed(setting: str, value: Any, end: str) -> None:
    extra = {"reason": "needed by this test", "values": {"prometheus": {"prometheusSpec": {setting: value}}}}

    own, written = problems(pods("web"), seen=False, monitoring={"extraValues": extra})

    assert own == (
        f"monitoring.extraValues.values.prometheus.prometheusSpec.{setting}: Prometheus would not read the PodMonitor "
        "of shop/scraped; leave it out, or set labels of the namespace that it selects"
    )
    assert written.startswith(end)
    labelled = {"labels": {"team": "shop"}}
    assert problems(pods("web"), labelled, seen=False, monitoring={"extraValues": extra}) == []

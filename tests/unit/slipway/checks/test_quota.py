from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.demand import Demand
from slipway.checks.quota import above_maxima, defaults_above_maxima, exceeded_quotas, shortages
from slipway.settings import StackSettings
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings
from slipway.settings.quota import LOAD_BALANCERS, PODS, QuotaSettings

WEB = {"image": "nginx:1.29", "port": 8080, "resources": {"cpu": "100m..1", "memory": "64Mi"}}
AGENT = {"kind": "agent", "image": "a:1", "resources": {"cpu": "10m", "memory": "16Mi"}}


def exceeded(quota: dict[str, Any] | None, apps: dict[str, Any], **cluster: Any) -> list[str]:
    stack = {
        "environment": "development",
        "cluster": cluster,
        "namespaces": {"shop": {"quota": quota, "apps": apps}},
    }
    return [str(problem) for problem in exceeded_quotas(StackSettings.model_validate(stack))]


def test_apps_that_fit_exactly_with_their_rollouts_are_sound() -> None:
    assert exceeded({"cpu": "500m..5", "memory": "320Mi", "pods": 5}, {"web": {**WEB, "replicas": 4}}) == []


def test_a_stack_that_cannot_fit_is_told_the_figures_of_each_app_and_the_line_to_write() -> None:
    apps = {"web": {**WEB, "replicas": 4}, "tidy": {**WEB, "kind": "task"}}
    del apps["tidy"]["port"]

    [line] = exceeded({"cpu": "300m..8"}, apps)

    assert line == (
        "namespaces.shop.quota.cpu: expected at least 600m..6, because the apps can need that much: "
        "web 500m..5 (4 pods and 1 during a rollout), tidy 100m..1; got 300m..8; write cpu: 600m..8, "
        "or reduce the requests of the apps"
    )


@pytest.mark.parametrize(
    ("quota", "app", "told"),
    [
        ({"memory": "64Mi"}, {}, "memory: expected at least 128Mi,"),
        ({"pods": 1}, {}, "pods: expected at least 2, because the apps can need that much: web 2 (1 pod and"),
        (
            {"storage": "1Gi"},
            {"kind": "stateful", "replicas": 2, "storage": {"/d": "1Gi"}},
            "web 2Gi (2 pods); got 1Gi;",
        ),
        ({"loadBalancers": 0}, {"service": {"type": "LoadBalancer"}}, "write loadBalancers: 1"),
        ({"nodePorts": 0}, {"service": {"type": "NodePort"}}, "write nodePorts: 1"),
    ],
)
def test_every_bound_is_looked_at(quota: dict[str, Any], app: dict[str, Any], told: str) -> None:
    [line] = exceeded(quota, {"web": {**WEB, **app}})

    assert told in line


def service(**spec: Any) -> dict[str, Any]:
    return {"apiVersion": "v1", "kind": "Service", "reason": "a device outside calls it", "spec": spec}


def exceeded_by_objects(quota: dict[str, Any], **objects: Any) -> list[str]:
    shop = {"quota": quota, "apps": {"web": {**WEB, "service": {"type": "NodePort"}}}, "objects": objects}
    stack = {"environment": "development", "namespaces": {"shop": shop}}
    return [str(problem) for problem in exceeded_quotas(StackSettings.model_validate(stack))]


def test_services_among_the_objects_are_counted_beside_those_of_the_apps() -> None:
    door = service(type="LoadBalancer", ports=[{"port": 443}, {"port": 80}])

    assert exceeded_by_objects({"nodePorts": 3, "loadBalancers": 1, "pods": 2}, door=door) == []
    [balancers, ports] = exceeded_by_objects({"nodePorts": 2, "loadBalancers": 0}, door=door)
    assert balancers == (
        "namespaces.shop.quota.loadBalancers: expected at least 1, because the apps and objects can need that much: "
        "objects.door 1; got 0; write loadBalancers: 1, or reduce the requests of the apps"
    )
    assert ports == (
        "namespaces.shop.quota.nodePorts: expected at least 3, because the apps and objects can need that much: "
        "objects.door 2, web 1 (1 pod and 1 during a rollout); got 2; write nodePorts: 3, or reduce the requests of "
        "the apps"
    )


def test_without_a_quota_there_is_always_room() -> None:
    assert exceeded(None, {"web": {**WEB, "replicas": 10**6}, "logs": AGENT}) == []


def test_agents_in_a_namespace_with_a_quota_need_the_number_of_nodes() -> None:
    assert exceeded({"pods": 3}, {"logs": AGENT}, nodes=3) == []
    [line] = exceeded({"pods": 3}, {"logs": AGENT})
    assert line == (
        "cluster.nodes: missing; required: the largest number of nodes, for example 10, because logs runs on every "
        "node, in a namespace with a quota"
    )


def test_runs_of_any_number_cannot_be_reckoned() -> None:
    job = {"kind": "scheduled", "image": "a:1", "schedule": "@daily", "concurrencyPolicy": "Allow"}

    assert exceeded(None, {"tidy": job}) == []
    [line] = exceeded({"pods": 100}, {"tidy": job})
    assert line == (
        "namespaces.shop.apps.tidy.concurrencyPolicy: Allow does not limit the number of runs at one time, and the "
        "namespace has a quota; expected Forbid or Replace, or a namespace without a quota"
    )


def exceeded_by_the_chart(quota: dict[str, Any], nodes: int | None = 3, **monitoring: Any) -> list[str]:
    stack = {"environment": "development", "cluster": {"nodes": nodes}, "monitoring": {**monitoring, "quota": quota}}
    return [str(problem) for problem in exceeded_quotas(StackSettings.model_validate(stack))]


def test_a_quota_of_the_monitoring_is_held_against_what_the_chart_asks_for() -> None:
    assert exceeded_by_the_chart({"pods": 12, "storage": "11Gi"}) == []
    [line] = exceeded_by_the_chart({"pods": 11})
    assert line == (
        "monitoring.quota.pods: expected at least 12, because the parts of the chart can need that much: "
        "node-exporter 3 (3 pods), grafana 2 (1 pod and 1 during a rollout), "
        "operator 2 (1 pod and 1 during a rollout), kube-state-metrics 2 (1 pod and 1 during a rollout), "
        "prometheus 1, alertmanager 1, Helm's hooks 1; got 11; write pods: 12, or reduce the replicas"
    )


def test_a_quota_of_the_monitoring_needs_the_number_of_nodes() -> None:
    [line] = exceeded_by_the_chart({"pods": 1000}, nodes=None)

    assert line == (
        "cluster.nodes: missing; required: the largest number of nodes, for example 10, because node-exporter runs on "
        "every node, in a namespace with a quota"
    )


def test_of_very_many_apps_those_are_told_that_ask_for_most() -> None:
    apps = {f"web{index}": {**WEB, "replicas": index + 1} for index in range(50)}
    [line] = exceeded({"pods": 10}, apps)

    assert "web49 63 (50 pods and 13 during a rollout), " in line
    assert ", and 42 smaller ones; got 10; " in line
    assert len(line) < 1000


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 3000), st.integers(1, 512)), min_size=1, max_size=5),
    st.integers(1, 2000),
)
def test_the_line_that_is_told_is_the_line_that_mends_it(figures: list[tuple[int, int, int]], cpu: int) -> None:
    apps = {
        f"web{index}": {**WEB, "replicas": replicas, "resources": {"cpu": f"{milli}m..4", "memory": f"{mebi}Mi"}}
        for index, (replicas, milli, mebi) in enumerate(figures)
    }
    quota = {"cpu": f"{cpu}m..2", "memory": "1Mi"}
    told = exceeded(quota, apps)
    mended = {
        name: line.partition(f"write {name}: ")[2].partition(",")[0] for name, line in zip(quota, told, strict=True)
    }

    assert exceeded(mended, apps) == []


def test_absurd_figures_are_reckoned_and_told_like_any_others() -> None:
    absurd = {"cpu": "9" * 31 + "m", "memory": "8Pi"}
    [line] = exceeded({"memory": "1Ki"}, {"web": {**WEB, "replicas": 2**31 - 1, "resources": absurd}})

    assert line.startswith("namespaces.shop.quota.memory: expected at least ")


FIVE_PODS = Demand({PODS: Decimal(5)}, regular=4, surge=1)
LOAD_BALANCER = Demand({PODS: Decimal(1), LOAD_BALANCERS: Decimal(1)}, regular=1, surge=0)


def short(**quota: int) -> list[str]:
    bounds, demands = QuotaSettings.model_validate(quota), {"door": LOAD_BALANCER, "web": FIVE_PODS}
    return [str(each) for each in shortages("shop.quota", bounds, demands, who="both", less="remove one")]


def test_what_is_enough_is_not_complained_about() -> None:
    assert short(pods=6, loadBalancers=1) == []


def test_those_who_ask_are_told_with_their_figures_the_greatest_first() -> None:
    [line] = short(pods=5)

    assert line == (
        "shop.quota.pods: expected at least 6, because both can need that much: "
        "web 5 (4 pods and 1 during a rollout), door 1; got 5; write pods: 6, or remove one"
    )


def test_everything_that_is_short_is_told_at_once() -> None:
    assert [line.partition(":")[0] for line in short(pods=1, loadBalancers=0)] == [
        "shop.quota.pods",
        "shop.quota.loadBalancers",
    ]


def test_who_asks_for_none_of_it_is_not_told() -> None:
    [line] = short(loadBalancers=0)

    assert "because both can need that much: door 1; got 0" in line


MAXIMA = {"cpu": "500m", "memory": "256Mi", "storage": "5Gi"}
DOWNLOADS = {"/models/a.bin": {"url": "https://example.com/a", "sha256": "a" * 64}}


def too_large(app: dict[str, Any], **namespace: Any) -> list[str]:
    web = {"image": "nginx:1.29", "port": 8080, **app}
    settings = NamespaceSettings.model_validate({"maxima": MAXIMA, "apps": {"web": web}, **namespace})
    return [str(problem) for problem in above_maxima("shop", settings)]


def test_what_is_as_large_as_the_maxima_fits() -> None:
    assert too_large({"kind": "stateful", "resources": {"memory": "256Mi"}, "storage": {"/data": "5Gi"}}) == []


def test_every_container_of_an_app_is_looked_at() -> None:
    large = {"image": "a:1", "resources": {"cpu": "100m..501m", "memory": "1Gi"}}
    app = {**large, "sidecars": {"logs": large}, "initContainers": [{"name": "one", **large}]}

    assert too_large(app) == [
        f"shop.apps.web.{steps}resources.{figure}"
        for steps in ("", "sidecars.logs.", "initContainers.0.")
        for figure in (
            "cpu: expected at most 500m, the value of shop.maxima.cpu; got 501m",
            "memory: expected at most 256Mi, the value of shop.maxima.memory; got 1Gi",
        )
    ]


def test_what_fetches_downloads_is_a_container_too() -> None:
    tiny = {"cpu": "10m", "memory": "10Mi"}
    message = "shop.apps.web.downloads.cpu: expected at most 100m, the value of shop.maxima.cpu; got 500m"

    assert too_large({"resources": tiny, "downloads": DOWNLOADS}, maxima={"cpu": "100m"}, limits=tiny) == [message]


def test_every_kind_of_claim_is_looked_at() -> None:
    volumes = {"/a": {"shared": {"size": "6Gi"}}, "/b": {"ephemeral": {"size": "7Gi"}}, "/c": {"claim": "any"}}

    assert too_large({"kind": "stateful", "storage": {"/data": "8Gi"}, "volumes": volumes}) == [
        "shop.apps.web.storage./data: expected at most 5Gi, the value of shop.maxima.storage; got 8Gi",
        "shop.apps.web.volumes./a.shared: expected at most 5Gi, the value of shop.maxima.storage; got 6Gi",
        "shop.apps.web.volumes./b.ephemeral: expected at most 5Gi, the value of shop.maxima.storage; got 7Gi",
    ]


def test_defaults_are_within_the_maxima() -> None:
    settings = ManagedNamespaceSettings.model_validate({"maxima": MAXIMA, "limits": {"cpu": "100m..2"}})

    assert [str(problem) for problem in defaults_above_maxima("shop", settings)] == [
        "shop.limits.cpu: expected at most 500m, the value of shop.maxima.cpu; got 2"
    ]


def test_without_maxima_nothing_is_too_large() -> None:
    assert too_large({"resources": {"cpu": "64", "memory": "1Ti"}}, maxima=None) == []

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.checks.quota import exceeded_quotas
from slipway.settings import StackSettings

WEB = {"image": "nginx:1.29", "port": 8080, "resources": {"cpu": "100m..1", "memory": "64Mi"}}
AGENT = {"kind": "agent", "image": "a:1", "resources": {"cpu": "10m", "memory": "16Mi"}}


def lines(quota: dict[str, Any] | None, apps: dict[str, Any], **cluster: Any) -> list[str]:
    stack = {
        "environment": "development",
        "cluster": cluster,
        "namespaces": {"shop": {"quota": quota, "apps": apps}},
    }
    return [str(problem) for problem in exceeded_quotas(StackSettings.model_validate(stack))]


def test_apps_that_fit_exactly_with_their_rollouts_are_sound() -> None:
    assert lines({"cpu": "500m..5", "memory": "320Mi", "pods": 5}, {"web": {**WEB, "replicas": 4}}) == []


def test_a_stack_that_cannot_fit_is_told_the_figures_of_each_app_and_the_line_to_write() -> None:
    apps = {"web": {**WEB, "replicas": 4}, "tidy": {**WEB, "kind": "task"}}
    del apps["tidy"]["port"]

    [line] = lines({"cpu": "300m..8"}, apps)

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
    [line] = lines(quota, {"web": {**WEB, **app}})

    assert told in line


def test_without_a_quota_there_is_always_room() -> None:
    assert lines(None, {"web": {**WEB, "replicas": 10**6}, "logs": AGENT}) == []


def test_agents_in_a_namespace_with_a_quota_need_the_number_of_nodes() -> None:
    assert lines({"pods": 3}, {"logs": AGENT}, nodes=3) == []
    [line] = lines({"pods": 3}, {"logs": AGENT})
    assert line == (
        "cluster.nodes: missing; required: the largest number of nodes, for example 10, because logs runs on every "
        "node, in a namespace with a quota"
    )


def test_runs_of_any_number_cannot_be_reckoned() -> None:
    job = {"kind": "scheduled", "image": "a:1", "schedule": "@daily", "concurrencyPolicy": "Allow"}

    assert lines(None, {"tidy": job}) == []
    [line] = lines({"pods": 100}, {"tidy": job})
    assert line == (
        "namespaces.shop.apps.tidy.concurrencyPolicy: Allow does not limit the number of runs at one time, and the "
        "namespace has a quota; expected Forbid or Replace, or a namespace without a quota"
    )


def watched(quota: dict[str, Any], nodes: int | None = 3, **monitoring: Any) -> list[str]:
    stack = {"environment": "development", "cluster": {"nodes": nodes}, "monitoring": {**monitoring, "quota": quota}}
    return [str(problem) for problem in exceeded_quotas(StackSettings.model_validate(stack))]


def test_a_quota_of_the_monitoring_is_held_against_what_the_chart_asks_for() -> None:
    assert watched({"pods": 12, "storage": "11Gi"}) == []
    [line] = watched({"pods": 11})
    assert line == (
        "monitoring.quota.pods: expected at least 12, because the parts of the chart can need that much: "
        "node-exporter 3 (3 pods), grafana 2 (1 pod and 1 during a rollout), "
        "operator 2 (1 pod and 1 during a rollout), kube-state-metrics 2 (1 pod and 1 during a rollout), "
        "prometheus 1, alertmanager 1, Helm's hooks 1; got 11; write pods: 12, or reduce the replicas"
    )


def test_a_quota_of_the_monitoring_needs_the_number_of_nodes() -> None:
    [line] = watched({"pods": 1000}, nodes=None)

    assert line == (
        "cluster.nodes: missing; required: the largest number of nodes, for example 10, because node-exporter runs on "
        "every node, in a namespace with a quota"
    )


def test_of_very_many_apps_those_are_told_that_ask_for_most() -> None:
    apps = {f"web{index}": {**WEB, "replicas": index + 1} for index in range(50)}
    [line] = lines({"pods": 10}, apps)

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
    told = lines(quota, apps)
    mended = {
        name: line.partition(f"write {name}: ")[2].partition(",")[0] for name, line in zip(quota, told, strict=True)
    }

    assert lines(mended, apps) == []


def test_absurd_figures_are_reckoned_and_told_like_any_others() -> None:
    absurd = {"cpu": "9" * 31 + "m", "memory": "8Pi"}
    [line] = lines({"memory": "1Ki"}, {"web": {**WEB, "replicas": 2**31 - 1, "resources": absurd}})

    assert line.startswith("namespaces.shop.quota.memory: expected at least ")

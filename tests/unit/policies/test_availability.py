from typing import Any

import pytest

from policies.availability import DISRUPTION_BUDGET, REPLICAS
from policies.kubernetes_object import KubernetesObject
from tests.unit.policies.objects import found_in, of, workload

SELECTOR = {"app.kubernetes.io/name": "web"}
SERVICE = of("Service", spec={"selector": SELECTOR})


def budget(namespace: str = "shop", **said: Any) -> KubernetesObject:
    spec = {"selector": {"matchLabels": SELECTOR}, **said}
    return of("PodDisruptionBudget", namespace=namespace, api_version="policy/v1", spec=spec)


def autoscaler(**said: Any) -> KubernetesObject:
    spec = {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, **said}
    return of("HorizontalPodAutoscaler", api_version="autoscaling/v2", spec=spec)


def test_two_pods_with_a_budget_pass() -> None:
    stack = [SERVICE, workload(), budget(maxUnavailable=1)]

    assert found_in(REPLICAS, *stack) == found_in(DISRUPTION_BUDGET, *stack) == []


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet"])
@pytest.mark.parametrize(("replicas", "said"), [(1, "1"), (None, "nothing")])
def test_fewer_pods_behind_a_service_are_told(kind: str, replicas: int | None, said: str) -> None:
    assert found_in(REPLICAS, SERVICE, workload(kind=kind, spec={"replicas": replicas})) == [
        f"{kind} shop.web: expected at least 2, because a Service selects the pods; got {said}"
    ]


def test_a_scaled_object_speaks_for_the_number_of_pods() -> None:
    target = {"scaleTargetRef": {"kind": "Deployment", "name": "web"}}
    scaled = workload(spec={"replicas": None})
    two = of("ScaledObject", api_version="keda.sh/v1alpha1", spec={**target, "minReplicaCount": 2})
    none = of("ScaledObject", api_version="keda.sh/v1alpha1", spec=target)

    assert found_in(REPLICAS, SERVICE, scaled, two) == []
    assert found_in(REPLICAS, SERVICE, scaled, none) == [
        "Deployment shop.web: expected at least 2, because a Service selects the pods; got 0"
    ]


def test_what_is_stopped_needs_neither_pods_nor_a_budget() -> None:
    stopped = workload(spec={"replicas": 0})

    assert found_in(REPLICAS, SERVICE, stopped) == found_in(DISRUPTION_BUDGET, SERVICE, stopped) == []


def test_what_no_service_leads_to_may_be_alone() -> None:
    elsewhere = of("Service", namespace="other", spec={"selector": SELECTOR})
    another = of("Service", spec={"selector": {"app.kubernetes.io/name": "api"}})
    name_for_outside = of("Service", spec={"type": "ExternalName"})
    alone = workload(spec={"replicas": 1})

    assert found_in(REPLICAS, alone, elsewhere, another, name_for_outside) == []
    assert found_in(DISRUPTION_BUDGET, alone, elsewhere, another, name_for_outside) == []


def test_a_custom_resource_behind_a_service_is_told_and_a_daemon_set_or_a_job_is_not() -> None:
    rollout = of("Rollout", api_version="argoproj.io/v1alpha1", spec={**workload().spec, "replicas": 1})
    job = workload(kind="Job", pod={"restartPolicy": "Never"}, spec={"replicas": None})
    agent = workload(kind="DaemonSet", spec={"replicas": None})

    assert found_in(REPLICAS, SERVICE, rollout, job, agent) == [
        "Rollout shop.web: expected at least 2, because a Service selects the pods; got 1"
    ]


def test_an_autoscaler_speaks_for_the_number_of_pods() -> None:
    scaled = workload(spec={"replicas": 1})

    assert found_in(REPLICAS, SERVICE, scaled, autoscaler(minReplicas=2)) == []
    assert len(found_in(REPLICAS, SERVICE, scaled, autoscaler(minReplicas=1))) == 1
    assert len(found_in(REPLICAS, SERVICE, scaled, autoscaler())) == 1


def test_an_app_without_a_budget_is_told_and_one_elsewhere_is_none() -> None:
    assert found_in(DISRUPTION_BUDGET, SERVICE, workload(), budget("other", maxUnavailable=1)) == [
        "Deployment shop.web: expected a PodDisruptionBudget that selects these labels; there is none"
    ]


@pytest.mark.parametrize(
    "said", [{"maxUnavailable": 0}, {"maxUnavailable": "0%"}, {"minAvailable": 2}, {"minAvailable": "100%"}]
)
def test_a_budget_that_lets_no_pod_go_is_told(said: dict[str, Any]) -> None:
    assert found_in(DISRUPTION_BUDGET, SERVICE, workload(), budget(**said)) == [
        "PodDisruptionBudget shop.web: expected a budget that allows an eviction; it allows none and blocks node drains"
    ]


def test_one_that_lets_some_go_passes() -> None:
    assert found_in(DISRUPTION_BUDGET, SERVICE, workload(), budget(minAvailable=1)) == []


def test_both_are_asked_of_production_alone() -> None:
    assert REPLICAS.production
    assert DISRUPTION_BUDGET.production

"""Availability of apps behind a Service: replicas and disruption budgets."""

from collections.abc import Iterator, Sequence
from typing import Any

from policies.guides import DISRUPTIONS, sources
from policies.kubernetes_object import KubernetesObject, mapping, text
from policies.pod import Pod, pods_of
from policies.rule import Finding, StackRule, got
from policies.selection import matches, selects

LEAST = 2
_UNCOUNTED = {"DaemonSet", "Pod", "PodTemplate"}
"""Kinds without `spec.replicas`."""

_MINIMUM = {"HorizontalPodAutoscaler": ("minReplicas", 1), "ScaledObject": ("minReplicaCount", 0)}
"""The smallest number of pods of each autoscaler, and its default."""

Objects = Sequence[KubernetesObject]


def _serving(objects: Objects) -> Iterator[tuple[KubernetesObject, Pod]]:
    """The pods that a Service selects, each with its object. Jobs are left out, because they end, and so is what is
    stopped.
    """
    services = [each for each in objects if each.kind == "Service" and mapping(each.spec.get("selector"))]
    for object_ in objects:
        if object_.kind in _UNCOUNTED or object_.spec.get("replicas") == 0:
            continue
        for pod in pods_of(object_):
            if not pod.ends and any(
                service.namespace == object_.namespace and matches(mapping(service.spec.get("selector")), pod.labels)
                for service in services
            ):
                yield object_, pod


def least_replicas(object_: KubernetesObject, objects: Objects) -> Any:
    """The smallest number of replicas: the fixed number, or the minimum of the autoscaler."""
    for each in objects:
        target = mapping(each.spec.get("scaleTargetRef"))
        if (
            each.kind in _MINIMUM
            and each.namespace == object_.namespace
            and (target.get("kind"), target.get("name")) == (object_.kind, text(object_.metadata.get("name")))
        ):
            field, least = _MINIMUM[each.kind]
            return each.spec.get(field, least)
    return object_.spec.get("replicas", 1)


def _replicas(objects: Objects) -> Iterator[tuple[KubernetesObject, Finding]]:
    for object_, _ in _serving(objects):
        replicas = least_replicas(object_, objects)
        if not isinstance(replicas, int) or replicas < LEAST:
            yield (
                object_,
                Finding(
                    "spec.replicas", f"expected at least {LEAST}, because a Service selects the pods; {got(replicas)}"
                ),
            )


def _budgets(objects: Objects) -> Iterator[tuple[KubernetesObject, Finding]]:
    budgets = [each for each in objects if each.kind == "PodDisruptionBudget"]
    for object_, pod in _serving(objects):
        own = [
            each
            for each in budgets
            if each.namespace == object_.namespace and selects(each.spec.get("selector"), pod.labels)
        ]
        if not own:
            message = "expected a PodDisruptionBudget that selects these labels; there is none"
            yield object_, Finding(f"{pod.metadata_path}.labels", message)
        for budget in own:
            if _blocks(budget, least_replicas(object_, objects)):
                message = "expected a budget that allows an eviction; it allows none and blocks node drains"
                yield budget, Finding("spec", message)


def _blocks(budget: KubernetesObject, replicas: Any) -> bool:
    if budget.spec.get("maxUnavailable") in (0, "0%"):
        return True
    kept = budget.spec.get("minAvailable")
    return kept == "100%" or (isinstance(kept, int) and isinstance(replicas, int) and kept >= replicas)


REPLICAS = StackRule(
    name="replicas",
    requirement="In production, every app behind a Service has at least two replicas.",
    why="With one replica, every crash and every drained node is an outage.",
    link=sources(DISRUPTIONS),
    fix="replicas: 2, or autoscaling: {minReplicas: 2, ...}",
    production=True,
    check=_replicas,
)
DISRUPTION_BUDGET = StackRule(
    name="disruption-budget",
    requirement="In production, every app behind a Service has a PodDisruptionBudget that allows an eviction.",
    why="Node maintenance could evict all pods at once, or could not evict any and never end.",
    link=sources(DISRUPTIONS),
    fix="replicas: 2 (it brings a budget of one pod), or disruption: {maxUnavailable: 1}",
    production=True,
    check=_budgets,
)

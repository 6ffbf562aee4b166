"""What stays up while pods come and go."""

from collections.abc import Iterator, Sequence
from typing import Any

from policies.guides import DISRUPTIONS, said_by
from policies.kubernetes_object import KubernetesObject, mapping, text
from policies.pod import Pod, pod_of
from policies.rule import Finding, StackRule, got
from policies.selection import matches, selects

LEAST = 2
_CONTROLLERS = {"Deployment", "StatefulSet"}

Objects = Sequence[KubernetesObject]


def _serving(objects: Objects) -> Iterator[tuple[KubernetesObject, Pod]]:
    """The apps that a Service leads to."""
    services = [each for each in objects if each.kind == "Service" and mapping(each.spec.get("selector"))]
    for object_ in objects:
        pod = pod_of(object_) if object_.kind in _CONTROLLERS else None
        if pod and any(
            service.namespace == object_.namespace and matches(mapping(service.spec.get("selector")), pod.labels)
            for service in services
        ):
            yield object_, pod


def least_replicas(object_: KubernetesObject, objects: Objects) -> Any:
    """How many pods there always are: a fixed number, or the autoscaler's smallest."""
    for each in objects:
        target = mapping(each.spec.get("scaleTargetRef"))
        if (
            each.kind == "HorizontalPodAutoscaler"
            and each.namespace == object_.namespace
            and (target.get("kind"), target.get("name")) == (object_.kind, text(object_.metadata.get("name")))
        ):
            return each.spec.get("minReplicas", 1)
    return object_.spec.get("replicas", 1)


def _replicas(objects: Objects) -> Iterator[tuple[KubernetesObject, Finding]]:
    for object_, _ in _serving(objects):
        replicas = least_replicas(object_, objects)
        if not isinstance(replicas, int) or replicas < LEAST:
            yield (
                object_,
                Finding("spec.replicas", f"expected at least {LEAST}, because a Service leads to it; {got(replicas)}"),
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
            yield (
                object_,
                Finding("spec.template.metadata.labels", "expected a PodDisruptionBudget for them; there is none"),
            )
        for budget in own:
            if _blocks(budget, least_replicas(object_, objects)):
                yield (
                    budget,
                    Finding("spec", "expected that at least one pod may go; it lets none, and blocks every drain"),
                )


def _blocks(budget: KubernetesObject, replicas: Any) -> bool:
    if budget.spec.get("maxUnavailable") in (0, "0%"):
        return True
    kept = budget.spec.get("minAvailable")
    return kept == "100%" or (isinstance(kept, int) and isinstance(replicas, int) and kept >= replicas)


REPLICAS = StackRule(
    name="replicas",
    asks="In production every app behind a Service has two pods or more.",
    why="With one, each new version, each drained node and each crash is an outage.",
    link=said_by(DISRUPTIONS),
    write="replicas: 2, or autoscaling: {minReplicas: 2, ...}",
    production=True,
    check=_replicas,
)
DISRUPTION_BUDGET = StackRule(
    name="disruption-budget",
    asks="In production every app behind a Service has a PodDisruptionBudget, and none that blocks every drain.",
    why="Maintenance may otherwise take all of its pods at once, or never come to an end.",
    link=said_by(DISRUPTIONS),
    write="replicas: 2 (it brings a budget of one pod), or disruption: {maxUnavailable: 1}",
    production=True,
    check=_budgets,
)

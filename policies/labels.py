"""Who made an object, and what it belongs to."""

from collections.abc import Iterator

from policies.guides import LABELS, said_by
from policies.kubernetes_object import KubernetesObject
from policies.pod import pod_of
from policies.rule import Finding, Rule

NAME = "app.kubernetes.io/name"
VERSION = "app.kubernetes.io/version"
MANAGED_BY = "app.kubernetes.io/managed-by"
"""The same as in `slipway/blocks/labels.py`."""
_OF_AN_APP = {"Ingress", "HTTPRoute", "PodDisruptionBudget", "HorizontalPodAutoscaler"}


def _labels(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "HelmRelease":  # it has no labels; what it installs has the chart's
        return
    pod = pod_of(object_)
    wanted = [MANAGED_BY, *([NAME] if pod or object_.kind in _OF_AN_APP else []), *([VERSION] if pod else [])]
    for label in wanted:
        if not object_.labels.get(label):
            yield Finding("metadata.labels", f"expected {label}; got nothing")
        if pod and not pod.labels.get(label):
            yield Finding(f"{pod.path.removesuffix('spec')}metadata.labels", f"expected {label}; got nothing")


RECOMMENDED_LABELS = Rule(
    name="labels",
    asks="Every object says who manages it, and what belongs to an app says which, in which version.",
    why="Policies, budgets, dashboards and bills find things by these labels.",
    link=said_by(LABELS),
    write=f"labels: {{{NAME}: <app>, {VERSION}: <version>, {MANAGED_BY}: pulumi}}; components set them",
    check=_labels,
)

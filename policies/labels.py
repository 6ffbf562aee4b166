"""The recommended labels of Kubernetes."""

from collections.abc import Iterator

from policies.guides import LABELS, sources
from policies.kubernetes_object import KubernetesObject
from policies.pod import pods_of
from policies.rule import Finding, Rule

NAME = "app.kubernetes.io/name"
VERSION = "app.kubernetes.io/version"
MANAGED_BY = "app.kubernetes.io/managed-by"
"""The same labels as in `blocks/words/labels.py`."""
_OF_AN_APP = {
    *("Ingress", "HTTPRoute", "GRPCRoute"),
    *("PodDisruptionBudget", "HorizontalPodAutoscaler", "ScaledObject"),
}


def _labels(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.is_release:  # a release has no labels; the chart labels its own objects
        return
    pods = list(pods_of(object_))
    labels = {"metadata": object_.labels, **{pod.metadata_path: pod.labels for pod in pods}}
    wanted = [MANAGED_BY, *([NAME] if pods or object_.kind in _OF_AN_APP else []), *([VERSION] if pods else [])]
    for label in wanted:
        for path, present in labels.items():
            if not present.get(label):
                yield Finding(f"{path}.labels", f"expected {label}; got nothing")


RECOMMENDED_LABELS = Rule(
    name="labels",
    requirement="Every object names its manager; objects and pods of an app name the app and its version.",
    why="Network policies, disruption budgets, dashboards and cost reports select objects by these labels.",
    link=sources(LABELS),
    fix=f"labels: {{{NAME}: <app>, {VERSION}: <version>, {MANAGED_BY}: pulumi}}; slipway sets them",
    check=_labels,
)

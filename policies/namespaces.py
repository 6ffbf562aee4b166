"""The namespaces of objects, and their Pod Security levels."""

from collections.abc import Iterator

from policies.guides import NAMESPACES, NSA, RESTRICTED, cis, sources
from policies.kubernetes_object import KubernetesObject, text
from policies.pod import RELAXATION, TEMPLATES, pods_of
from policies.rule import Finding, Rule, got

ENFORCE = "pod-security.kubernetes.io/enforce"
_NAMESPACED = {
    *TEMPLATES,
    "ConfigMap",
    "HorizontalPodAutoscaler",
    "Ingress",
    "LimitRange",
    "NetworkPolicy",
    "PersistentVolumeClaim",
    "PodDisruptionBudget",
    "ResourceQuota",
    "Role",
    "RoleBinding",
    "Secret",
    "Service",
    "ServiceAccount",
}
"""Kinds that go to `default` when they name no namespace."""


def _own(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "Namespace":
        path, name = "metadata.name", text(object_.metadata.get("name"))
    elif object_.is_release:
        path, name = "namespace", text(object_.content.get("namespace")) or "default"
    else:
        path = "metadata.namespace"
        namespaced = object_.kind in _NAMESPACED or any(pods_of(object_))
        name = object_.namespace or ("default" if namespaced else "")
    if name == "default" or name.startswith("kube-"):
        yield Finding(path, f"expected a namespace of the stack; {got(name)}")


def _level(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind != "Namespace" or text(object_.annotations.get(f"{RELAXATION}podSecurity")).strip():
        return
    level = object_.labels.get(ENFORCE)
    if level != "restricted":
        yield Finding(f"metadata.labels: {ENFORCE}", f"expected restricted; {got(level)}")


OWN_NAMESPACE = Rule(
    name="own-namespace",
    requirement="No object is in `default` or in a namespace of Kubernetes itself.",
    why="Rights, quotas and network policies apply to a whole namespace, so that apps in a shared one share them.",
    link=sources(NAMESPACES, cis("5.6.4"), NSA),
    fix="namespaces: {shop: {apps: {...}}}",
    within=False,
    check=_own,
)
NAMESPACE_LEVEL = Rule(
    name="namespace-level",
    requirement="Every namespace enforces Pod Security `restricted`, unless it gives a reason.",
    why="Only the API server sees pods that no preview shows: those of charts, of operators, and made by hand.",
    link=sources(RESTRICTED, cis("5.2.1")),
    fix="podSecurity: {level: baseline, reason: <the reason>}, or nothing: restricted is the default",
    check=_level,
)

"""Which namespaces objects live in, and what these let pods do."""

from collections.abc import Iterator

from policies.guides import NAMESPACES, NSA, RESTRICTED, cis, said_by
from policies.kubernetes_object import KubernetesObject, text
from policies.pod import RELAXATION, TEMPLATES
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
"""What lands in `default` when it says no namespace."""


def _own(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind == "Namespace":
        path, name = "metadata.name", text(object_.metadata.get("name"))
    elif object_.kind == "HelmRelease":
        path, name = "namespace", text(object_.content.get("namespace")) or "default"
    else:
        path = "metadata.namespace"
        name = object_.namespace or ("default" if object_.kind in _NAMESPACED else "")
    if name == "default" or name.startswith("kube-"):
        yield Finding(path, f"expected a namespace of the stack's own; {got(name)}")


def _level(object_: KubernetesObject) -> Iterator[Finding]:
    if object_.kind != "Namespace" or text(object_.annotations.get(f"{RELAXATION}podSecurity")).strip():
        return
    level = object_.labels.get(ENFORCE)
    if level != "restricted":
        yield Finding(f"metadata.labels: {ENFORCE}", f"expected restricted; {got(level)}")


OWN_NAMESPACE = Rule(
    name="own-namespace",
    asks="Nothing lives in default or in a namespace of the cluster itself.",
    why="Rights, quotas and network policies are per namespace; what shares one shares them.",
    link=said_by(NAMESPACES, cis("5.6.4"), NSA),
    write="namespaces: {shop: {apps: {...}}}",
    within=False,
    check=_own,
)
NAMESPACE_LEVEL = Rule(
    name="namespace-level",
    asks="Every namespace enforces Pod Security restricted, or gives a reason why not.",
    why="It is the API server that refuses what no preview sees: pods of charts, of operators, made by hand.",
    link=said_by(RESTRICTED, cis("5.2.1")),
    write="podSecurity: {level: baseline, reason: <why>}, or nothing: restricted is the default",
    check=_level,
)

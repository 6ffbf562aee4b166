"""Relaxations of pods, compared with the Pod Security level of their namespace."""

from collections.abc import Iterator, Sequence

from policies.guides import RESTRICTED, sources
from policies.kubernetes_object import KubernetesObject, text
from policies.namespaces import ENFORCE
from policies.pod import pods_of
from policies.rule import Finding, StackRule
from slipway.settings.security import BASELINE, LEVELS
from slipway.settings.security import RESTRICTED as ADMITTED

_NEEDED = {
    "writableRootFilesystem": "restricted",
    "runAsRoot": "baseline",
    "privilegeEscalation": "baseline",
    "noCpuLimit": "restricted",
    "shareProcessNamespace": "restricted",
    "noReadinessProbe": "restricted",
    "noLivenessProbe": "restricted",
}
_ORDER: tuple[str, ...] = LEVELS
_CAPABILITY = "addCapabilities."


def needed_level(relaxation: str) -> str:
    """The strictest Pod Security level that admits the relaxation; `privileged` for an unknown one."""
    if relaxation.startswith(_CAPABILITY):
        name = relaxation.removeprefix(_CAPABILITY)
        return "restricted" if name in ADMITTED else "baseline" if name in BASELINE else "privileged"
    return _NEEDED.get(relaxation, "privileged")


def _relaxed(objects: Sequence[KubernetesObject]) -> Iterator[tuple[KubernetesObject, Finding]]:
    enforced = {
        text(each.metadata.get("name")): text(each.labels.get(ENFORCE)) for each in objects if each.kind == "Namespace"
    }
    for object_ in objects:
        admitted = enforced.get(object_.namespace or "")
        if admitted not in LEVELS:  # the namespace is not in this stack, or `namespace-level` reports it
            continue
        for pod in pods_of(object_):
            for relaxation in pod.relaxations():
                needed = needed_level(relaxation)
                if _ORDER.index(needed) > _ORDER.index(admitted):
                    message = f"expected a namespace that admits {needed} pods; {object_.namespace} admits {admitted}"
                    yield object_, Finding(f"{pod.metadata_path}.annotations: {relaxation}", message)


RELAXED_PODS = StackRule(
    name="relaxed-pods",
    requirement="The namespace of a pod admits its relaxations.",
    why="The API server would refuse the pods, and the update would wait for them until it times out.",
    link=sources(RESTRICTED),
    fix="podSecurity: {level: <level>, reason: <the reason>}, in a namespace for such pods",
    check=_relaxed,
)

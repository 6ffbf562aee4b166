"""Reasons alone do not suffice: what a pod is excused from must be admitted where it lives."""

from collections.abc import Iterator, Sequence

from policies.guides import RESTRICTED, said_by
from policies.kubernetes_object import KubernetesObject, text
from policies.namespaces import ENFORCE
from policies.pod import pod_of
from policies.rule import Finding, StackRule
from slipway.settings.security import BASELINE, LEVELS
from slipway.settings.security import RESTRICTED as ADMITTED

_NEEDED = {
    "writableRootFilesystem": "restricted",
    "runAsRoot": "baseline",
    "privilegeEscalation": "baseline",
}
_ORDER: tuple[str, ...] = LEVELS
_CAPABILITY = "addCapabilities."


def needed_level(relaxation: str) -> str:
    """The strictest level of Pod Security that admits it; what is not known here only the last one does."""
    if relaxation.startswith(_CAPABILITY):
        name = relaxation.removeprefix(_CAPABILITY)
        return "restricted" if name in ADMITTED else "baseline" if name in BASELINE else "privileged"
    return _NEEDED.get(relaxation, "privileged")


def _relaxed(objects: Sequence[KubernetesObject]) -> Iterator[tuple[KubernetesObject, Finding]]:
    enforced = {
        text(each.metadata.get("name")): text(each.labels.get(ENFORCE)) for each in objects if each.kind == "Namespace"
    }
    for object_ in objects:
        pod = pod_of(object_)
        admitted = enforced.get(object_.namespace or "")
        if pod is None or admitted not in LEVELS:  # a namespace of somebody else's, or `namespace-level` has told
            continue
        for relaxation in pod.relaxations():
            needed = needed_level(relaxation)
            if _ORDER.index(needed) > _ORDER.index(admitted):
                message = f"needs a namespace that admits {needed} pods; {object_.namespace} admits {admitted} ones"
                yield object_, Finding(f"{pod.path.removesuffix('spec')}metadata.annotations: {relaxation}", message)


RELAXED_PODS = StackRule(
    name="relaxed-pods",
    asks="A pod is less strict only where its namespace admits it.",
    why="The API server would refuse it, and everything would wait for pods that never come.",
    link=said_by(RESTRICTED),
    write="podSecurity: {level: <level>, reason: <why>}, in a namespace of its own",
    check=_relaxed,
)

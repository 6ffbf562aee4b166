"""The pod templates of an object, of whatever kind it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policies.kubernetes_object import KubernetesObject, listing, mapping, steps, text
from policies.rule import Finding

Role = Literal["app", "sidecar", "init", "ephemeral"]

RELAXATION = "slipway.dev/relaxation."
"""The prefix of annotations that hold the reason for a relaxation. The same as in `blocks/containers/security.py`."""

TEMPLATES: dict[str, tuple[str, ...]] = {
    "Pod": (),
    "PodTemplate": ("template",),
    "ReplicationController": ("spec", "template"),
    "ReplicaSet": ("spec", "template"),
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "DaemonSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}
"""The path of the pod template in each kind of Kubernetes itself. Templates elsewhere are recognised by their shape."""
_GROUPS = ("", "apps", "batch")
_FLUX = "helm.toolkit.fluxcd.io"
"""Flux's Helm releases."""
_CONTAINERS: tuple[tuple[str, Role], ...] = (
    ("initContainers", "init"),
    ("containers", "app"),
    ("ephemeralContainers", "ephemeral"),
)
_POD_FIELDS = frozenset(
    {
        "affinity",
        "automountServiceAccountToken",
        "hostIPC",
        "hostNetwork",
        "hostPID",
        "imagePullSecrets",
        "nodeSelector",
        "priorityClassName",
        "restartPolicy",
        "runtimeClassName",
        "securityContext",
        "serviceAccountName",
        "terminationGracePeriodSeconds",
        "tolerations",
        "volumes",
    }
)


@dataclass(frozen=True)
class Container:
    """One container, and its path in the object."""

    path: str
    content: Mapping[str, Any]
    role: Role
    """A sidecar is an init container that keeps running."""

    @property
    def security(self) -> Mapping[str, Any]:
        """The container's own security context; empty when there is none."""
        return mapping(self.content.get("securityContext"))


@dataclass(frozen=True)
class Pod:
    """A pod template: its spec and its metadata, each with its path in the object."""

    path: str
    spec: Mapping[str, Any]
    metadata_path: str
    metadata: Mapping[str, Any]

    @property
    def labels(self) -> Mapping[str, Any]:
        """The labels of the pods; empty when there are none."""
        return mapping(self.metadata.get("labels"))

    @property
    def security(self) -> Mapping[str, Any]:
        """The security context of the pod, which its containers inherit; empty when there is none."""
        return mapping(self.spec.get("securityContext"))

    @property
    def ends(self) -> bool:
        """True for pods that end by themselves. The API server accepts no other pods in a Job."""
        return self.spec.get("restartPolicy") in ("Never", "OnFailure")

    def security_contexts(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The security contexts of the pod and of each container, with their paths."""
        yield f"{self.path}.securityContext", self.security
        for container in self.containers():
            yield f"{container.path}.securityContext", container.security

    def containers(self) -> Iterator[Container]:
        """All containers: init containers, app containers and ephemeral ones."""
        for key, role in _CONTAINERS:
            for step, content in steps(self.spec.get(key)):
                always = role == "init" and mapping(content).get("restartPolicy") == "Always"
                yield Container(f"{self.path}.{key}{step}", mapping(content), "sidecar" if always else role)

    def relaxations(self) -> dict[str, str]:
        """The reason for each relaxation, by name. An annotation without a reason does not count."""
        said = mapping(self.metadata.get("annotations"))
        reasons = {name.removeprefix(RELAXATION): text(said[name]) for name in said if name.startswith(RELAXATION)}
        return {name: reason for name, reason in reasons.items() if reason.strip()}


def pods_of(object_: KubernetesObject) -> Iterator[Pod]:
    """Every pod template in the object, at any depth.

    Kinds of Kubernetes itself hold it at a known path. Custom resources (an Argo Rollout, a Knative Service, a KEDA
    ScaledJob) hold it anywhere, so that it is recognised by its shape. The values of a Helm release are left out: only
    Helm knows what they become.
    """
    if object_.is_release or object_.group == _FLUX:
        return
    known = _known(object_)
    if known:
        yield known
    for pod in _by_shape(object_.content, "", "", {}):
        if not known or pod.path != known.path:
            yield pod


def of_pods(check: Callable[[Pod], Iterator[Finding]]) -> Callable[[KubernetesObject], Iterator[Finding]]:
    """Turn a check of pods into a check of objects."""

    def of_objects(object_: KubernetesObject) -> Iterator[Finding]:
        for pod in pods_of(object_):
            yield from check(pod)

    return of_objects


def _known(object_: KubernetesObject) -> Pod | None:
    """The pod template at the path that is known for the kind, even when it is empty or malformed."""
    steps_ = TEMPLATES.get(object_.kind)
    if steps_ is None or object_.group not in _GROUPS:
        return None
    content = object_.content
    for key in steps_:
        content = mapping(content.get(key))
    return Pod(
        ".".join([*steps_, "spec"]),
        mapping(content.get("spec")),
        ".".join([*steps_, "metadata"]),
        mapping(content.get("metadata")),
    )


def _by_shape(value: Any, path: str, metadata_path: str, metadata: Mapping[str, Any]) -> Iterator[Pod]:
    """The pod specs in the value, each with the metadata beside it."""
    if _is_pod_spec(value):
        yield Pod(path, value, metadata_path, metadata)
    elif isinstance(value, Mapping):
        prefix = f"{path}." if path else ""
        for key, inner in value.items():
            yield from _by_shape(inner, f"{prefix}{key}", f"{prefix}metadata", mapping(value.get("metadata")))
    else:
        for step, inner in steps(value):
            yield from _by_shape(inner, f"{path}{step}", f"{path}{step}.metadata", {})


def _is_pod_spec(value: Any) -> bool:
    """True for a mapping with a list of containers. Lists of that name mean something else in some custom resources
    (a filter by container, for example): there, no item has an image, and no other field of a pod stands beside them.
    """
    if not isinstance(value, Mapping):
        return False
    containers = [each for key, _ in _CONTAINERS for each in listing(value.get(key)) if isinstance(each, Mapping)]
    return bool(containers) and (any("image" in each for each in containers) or not _POD_FIELDS.isdisjoint(value))

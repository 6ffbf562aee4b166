"""The pods that an object makes, whatever kind it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policies.kubernetes_object import KubernetesObject, mapping, steps, text

RELAXATION = "slipway.dev/relaxation."
"""Annotations of pods and namespaces hold the reasons for what is less strict: see `slipway/blocks/security.py`."""

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
"""Where each kind holds its pods."""

Role = Literal["app", "sidecar", "init", "ephemeral"]


@dataclass(frozen=True)
class Container:
    """One container, and where it stands in its object."""

    path: str
    content: Mapping[str, Any]
    role: Role
    """A sidecar is an init container that goes on running."""

    @property
    def security(self) -> Mapping[str, Any]:
        """Its own security context; empty when there is none."""
        return mapping(self.content.get("securityContext"))


@dataclass(frozen=True)
class Pod:
    """The metadata and the spec of pods, and where both stand in their object."""

    path: str
    metadata: Mapping[str, Any]
    spec: Mapping[str, Any]

    @property
    def labels(self) -> Mapping[str, Any]:
        """Empty when there are none."""
        return mapping(self.metadata.get("labels"))

    @property
    def security(self) -> Mapping[str, Any]:
        """The security context that its containers inherit; empty when there is none."""
        return mapping(self.spec.get("securityContext"))

    def security_contexts(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The security contexts of the pod and of each container, by their paths."""
        yield f"{self.path}.securityContext", self.security
        for container in self.containers():
            yield f"{container.path}.securityContext", container.security

    def containers(self) -> Iterator[Container]:
        """All of them: those that start first, too."""
        for key, role in (("initContainers", "init"), ("containers", "app"), ("ephemeralContainers", "ephemeral")):
            for step, content in steps(self.spec.get(key)):
                always = mapping(content).get("restartPolicy") == "Always"
                named: Role = "sidecar" if role == "init" and always else role  # type: ignore[assignment]  # from above
                yield Container(f"{self.path}.{key}{step}", mapping(content), named)

    def relaxations(self) -> dict[str, str]:
        """The reason for each relaxation, by its name; the annotations of the pods hold them."""
        said = mapping(self.metadata.get("annotations"))
        reasons = {name.removeprefix(RELAXATION): text(said[name]) for name in said if name.startswith(RELAXATION)}
        return {name: reason for name, reason in reasons.items() if reason.strip()}


def pod_of(object_: KubernetesObject) -> Pod | None:
    """The pods of a workload; None for any other object."""
    where = TEMPLATES.get(object_.kind)
    if where is None or object_.group not in ("", "apps", "batch"):
        return None
    content = object_.content
    for key in where:
        content = mapping(content.get(key))
    path = ".".join([*where, "spec"])
    return Pod(path, mapping(content.get("metadata")), mapping(content.get("spec")))

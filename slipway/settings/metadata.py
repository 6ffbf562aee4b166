"""Labels and annotations of the user's own, beside those that slipway and Kubernetes write.

https://kubernetes.io/docs/reference/labels-annotations-taints/
"""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from slipway.settings.base import conflict
from slipway.settings.fields import Text
from slipway.settings.labels import LabelKey, LabelValue, QualifiedName

_CONTROLLERS = "another name: the controllers of Kubernetes write this one"
_NETWORKS = "a patch with its reason: it adds a network that no policy closes"
_RUNTIME = "a patch with its reason: it changes how the runtime isolates the pod"
_PROFILE = "no annotation: Kubernetes reads securityContext instead, and slipway sets the profile of the runtime there"
RESERVED: Mapping[str, str] = {
    "app.kubernetes.io/name": "the name of the app instead: selectors and network policies find the pods by it",
    "app.kubernetes.io/version": "no label: slipway writes the tag of `image` there",
    "app.kubernetes.io/managed-by": "no label: slipway writes `pulumi` there",
    "slipway.dev/team": "the setting team of the namespace",
    "slipway.dev/exposed": "the setting exposed",
    "slipway.dev/relaxation.": "the setting relaxations",
    "slipway.dev/api-access-reason": "the setting apiAccess",
    "slipway.dev/": "another prefix: slipway writes the names with this one",
    "azure.workload.identity/use": "serviceAccount: {annotations: {azure.workload.identity/client-id: <id>}}",
    "pulumi.com/": "another prefix: Pulumi reads the names with this one",
    "pod-security.kubernetes.io/": "the setting podSecurity of the namespace",
    "kubernetes.io/metadata.name": "no label: Kubernetes writes the name of the namespace there",
    "kubectl.kubernetes.io/last-applied-configuration": "no annotation: kubectl writes it",
    "pod-template-hash": _CONTROLLERS,
    "pod-template-generation": _CONTROLLERS,
    "controller-revision-hash": _CONTROLLERS,
    "controller-uid": _CONTROLLERS,
    "job-name": _CONTROLLERS,
    "statefulset.kubernetes.io/": _CONTROLLERS,
    "apps.kubernetes.io/": _CONTROLLERS,
    "batch.kubernetes.io/": _CONTROLLERS,
    "container.apparmor.security.beta.kubernetes.io/": _PROFILE,
    "seccomp.security.alpha.kubernetes.io/": _PROFILE,
    "container.seccomp.security.alpha.kubernetes.io/": _PROFILE,
    "k8s.v1.cni.cncf.io/": _NETWORKS,
    "v1.multus-cni.io/": _NETWORKS,
    "io.kubernetes.cri-o.": _RUNTIME,
    "io.katacontainers.": _RUNTIME,
}
"""Names that are not the user's, and the way out. One that ends with `/` or `.` stands for all that begin with it."""

_Names = TypeVar("_Names", bound=Mapping[str, str])


def _unreserved(said: _Names) -> _Names:
    for name in said:
        for reserved, way in RESERVED.items():
            if name == reserved or (reserved[-1] in "/." and name.startswith(reserved)):
                raise conflict(f"{name}: expected {way}")
    return said


OwnLabels = Annotated[dict[LabelKey, LabelValue], AfterValidator(_unreserved)]
"""Labels by name."""
OwnAnnotations = Annotated[dict[QualifiedName, Text], AfterValidator(_unreserved)]
"""Annotations by name."""

"""Objects of a namespace that no other setting makes: whole manifests, as the documentation of an operator shows them.

https://kubernetes.io/docs/concepts/overview/working-with-objects/#describing-a-kubernetes-object
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import SUBDOMAIN, DnsLabel, ObjectName, Reason
from slipway.settings.labels import Annotations, LabelKey, LabelValue
from slipway.settings.patches import inexact

BUILT_IN: Mapping[str, str] = {
    "ConfigMap": "v1",
    "EndpointSlice": "discovery.k8s.io/v1",
    "HorizontalPodAutoscaler": "autoscaling/v2",
    "Ingress": "networking.k8s.io/v1",
    "Lease": "coordination.k8s.io/v1",
    "NetworkPolicy": "networking.k8s.io/v1",
    "PodDisruptionBudget": "policy/v1",
    "ResourceQuota": "v1",
    "Role": "rbac.authorization.k8s.io/v1",
    "RoleBinding": "rbac.authorization.k8s.io/v1",
    "Service": "v1",
    "ServiceAccount": "v1",
}
"""The kinds of Kubernetes itself that an object can have, with the version of their API."""

WAYS_IN = frozenset(
    {"Ingress", "Gateway", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "IngressRoute"}
)
"""Kinds that open an app to the outside. Policies know the same ones."""
OUTSIDE_TYPES = frozenset({"NodePort", "LoadBalancer"})
RIGHTS = frozenset({"Role", "RoleBinding"})

ApiVersion = Annotated[
    str,
    Field(pattern=rf"^({SUBDOMAIN}/)?v[0-9]+((alpha|beta)[0-9]+)?$", max_length=253),
    described_as("a group and a version of the Kubernetes API", "cert-manager.io/v1"),
]

Kind = Annotated[
    str,
    Field(pattern=r"^[A-Z][A-Za-z0-9]*$", max_length=63),
    described_as("a kind of Kubernetes object", "Certificate"),
]


class ManifestMetadataSettings(Model):
    """The metadata of an object. slipway adds its own labels, and the reason as an annotation."""

    name: ObjectName | None = None
    """The name. Default: the name in `objects`."""
    namespace: DnsLabel | None = None
    """The namespace. It can only be the one in which the object is written."""
    labels: dict[LabelKey, LabelValue] = {}
    """Labels beside those of slipway, for example those by which an operator finds its objects."""
    annotations: Annotations = {}
    """Annotations. `$(secret:NAME)` and `$(configMap:NAME)` stand for real names, here and in all other text."""


class ManifestSettings(Model):
    """One object. Beside `reason` and `unchecked` it has the fields of its kind: `spec`, `data`, `rules`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)

    api_version: ApiVersion
    """The group and the version of its API."""
    kind: Kind
    """Its kind. Pods, Secrets, volumes and whatever has settings of its own are refused, with the setting to use."""
    metadata: ManifestMetadataSettings = ManifestMetadataSettings()
    """Its name, labels and annotations."""
    reason: Reason | None = None
    """The reason for an object that opens the namespace: a NetworkPolicy, a Role, a RoleBinding, an Ingress, a route, a
    Service of the type NodePort or LoadBalancer. It becomes an annotation."""
    unchecked: Reason | None = None
    """The reason why an object of a kind without a definition in `definitions` is accepted unread. It becomes an
    annotation."""

    @property
    def content(self) -> Mapping[str, JsonValue]:
        """The fields of its kind."""
        return self.model_extra or {}

    @property
    def group(self) -> str:
        """The group of its API; empty for the core group."""
        return self.api_version.rpartition("/")[0]

    def name(self, key: str) -> str:
        """Its name in the cluster, given its name in `objects`."""
        return self.metadata.name or key

    @property
    def spec(self) -> Mapping[str, JsonValue]:
        """Its `spec`; empty for an object without one."""
        spec = self.content.get("spec")
        return spec if isinstance(spec, Mapping) else {}

    @property
    def _is_service(self) -> bool:
        return self.kind == "Service" and not self.group

    def outside_type(self) -> str | None:
        """The type of a Service that is reachable from outside the cluster; None for every other object."""
        type_ = self.spec.get("type")
        return type_ if self._is_service and isinstance(type_, str) and type_ in OUTSIDE_TYPES else None

    def is_way_in(self) -> bool:
        """True if it opens an app to the outside."""
        if self._is_service:
            return self.outside_type() is not None or bool(self.spec.get("externalIPs"))
        return self.kind in WAYS_IN

    def opens(self) -> str | None:
        """What it opens; None for an object that opens nothing."""
        if self.is_way_in():
            return "opens an app to the outside"
        if self.kind in RIGHTS:
            return "gives rights in the namespace"
        if self.kind.endswith("NetworkPolicy"):
            return "opens the network" if any(self.spec.get(each) for each in ("ingress", "egress")) else None
        return None

    @model_validator(mode="after")
    def _keeps_its_numbers(self) -> "ManifestSettings":
        for message in inexact(dict(self.content)):
            raise conflict(message)
        return self


def manifests(objects: Mapping[str, ManifestSettings]) -> Iterator[tuple[str, str, ManifestSettings]]:
    """Each object with its name in `objects` and its name in the cluster."""
    for key, each in objects.items():
        yield key, each.name(key), each

"""The Service of an app.

https://kubernetes.io/docs/concepts/services-networking/service/
"""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from typing_extensions import Self

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Cidr, Host, Port, StrictBool, UniqueList
from slipway.settings.labels import Annotations, QualifiedName
from slipway.settings.ports import NodePort, PortName

ServiceType = Literal["ClusterIP", "NodePort", "LoadBalancer"]
TrafficPolicy = Literal["Cluster", "Local"]
IpFamilyPolicy = Literal["SingleStack", "PreferDualStack", "RequireDualStack"]
IpFamily = Literal["IPv4", "IPv6"]

AffinitySeconds = Annotated[
    int, Field(strict=True, ge=1, le=86400), described_as("a number of seconds from 1 to 86400 (a day)", 3600)
]

OUTSIDE: tuple[ServiceType, ...] = ("NodePort", "LoadBalancer")
"""The types that are reachable from outside the cluster."""
HEADLESS = "-headless"
"""The suffix of the headless Service of an app."""
_ONLY_FOR: dict[str, tuple[ServiceType, ...]] = {
    "node_port": OUTSIDE,
    "external_traffic_policy": OUTSIDE,
    "load_balancer_class": ("LoadBalancer",),
    "load_balancer_source_ranges": ("LoadBalancer",),
}
_OUTDATED = {
    "service.beta.kubernetes.io/load-balancer-source-ranges": "the setting loadBalancerSourceRanges",
    "service.kubernetes.io/topology-aware-hints": "the annotation service.kubernetes.io/topology-mode",
}
"""Annotations that Kubernetes warns of, or that would bypass a setting:
https://kubernetes.io/docs/reference/labels-annotations-taints/"""


class FamilySettings(Model):
    """The families of the addresses of a Service."""

    ip_family_policy: IpFamilyPolicy | None = None
    """`PreferDualStack` asks for addresses of IPv4 and IPv6 where the cluster has both, `RequireDualStack` everywhere.
    Default: `SingleStack`. https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services"""
    ip_families: UniqueList[IpFamily] = ()
    """The families of the addresses; the first one is immutable after creation. Default: the first of the cluster."""

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if len(self.ip_families) > 1 and self.ip_family_policy in (None, "SingleStack"):
            raise conflict(
                "several ipFamilies need ipFamilyPolicy: PreferDualStack or RequireDualStack; set it, or leave one of "
                "ipFamilies"
            )
        return self


class FaceSettings(FamilySettings):
    """A Service with an address of its own."""

    type: ServiceType = "ClusterIP"
    """The type of the Service; `ClusterIP` is reachable inside the cluster only."""
    annotations: Annotations = {}
    """Annotations for cloud controllers, for example `service.beta.kubernetes.io/aws-load-balancer-scheme`, with
    `$(secret:NAME)` as in an Ingress."""
    load_balancer_class: QualifiedName | None = None
    """The class of the load balancer; immutable after creation. Default: the cluster's own.
    https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class"""
    load_balancer_source_ranges: UniqueList[Cidr] = ()
    """The CIDR blocks that may connect to the load balancer. Default: all."""
    external_traffic_policy: TrafficPolicy | None = None
    """`Local` keeps the client's address and skips nodes without a pod of the app, for types NodePort and LoadBalancer.
    Default: `Cluster`.
    https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy"""
    internal_traffic_policy: TrafficPolicy | None = None
    """`Local` sends clients in the cluster to pods on their own node only. Default: `Cluster`.
    https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/"""
    session_affinity: Literal["None", "ClientIP"] = "None"
    """`ClientIP` sends a client to the same pod again.
    https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity"""
    session_affinity_seconds: AffinitySeconds | None = None
    """Seconds without a connection after which a client is forgotten. Default: three hours."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        for field, types in _ONLY_FOR.items():
            if getattr(self, field, None) and self.type not in types:
                name = type(self).model_fields[field].alias
                raise conflict(
                    f"{name} needs type {' or '.join(types)}; got {self.type}; leave {name} out or set type: {types[0]}"
                )
        for name, way in _OUTDATED.items():
            if name in self.annotations:
                raise conflict(f"annotations.{name}: expected {way} instead")
        if self.session_affinity_seconds and self.session_affinity == "None":
            raise conflict(
                "sessionAffinitySeconds needs sessionAffinity: ClientIP; set it, or leave sessionAffinitySeconds out"
            )
        return self


class ServiceSettings(FaceSettings):
    """The Service of the app. https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

    For an ExternalName Service see `externalNames` of the namespace.
    """

    moved: ClassVar[Mapping[str, str]] = {"appProtocol": "../port.appProtocol"}

    port: Port | None = None
    """The port of the Service. Default: the app's port."""
    headless: StrictBool = False
    """Add a headless Service `<app>-headless` (`clusterIP: None`). Its name resolves to all ready pods, for clients
    that balance their connections themselves. A stateful app always has one.
    https://kubernetes.io/docs/concepts/services-networking/service/#headless-services"""
    node_port: NodePort | None = None
    """The node port of the main port, for types NodePort and LoadBalancer. Default: the cluster chooses."""


class ServicePortSettings(Model):
    """A port of a further Service. A number is short for `{port: number}`."""

    port: Port | None = None
    """The number that clients use. Default: the number in `service`."""
    node_port: NodePort | None = None
    """The port on every node, for types NodePort and LoadBalancer. Default: the cluster chooses."""


def _number_alone(value: Any) -> Any:
    """`https: 443` is short for `https: {port: 443}`."""
    return {"port": value} if isinstance(value, int) else value


def _names_alone(value: Any) -> Any:
    """`[torrent]` is short for `{torrent: {}}`."""
    if not isinstance(value, list | tuple) or any(isinstance(each, dict | list) for each in value):
        return value
    if len({*map(str, value)}) < len(value):
        raise conflict("expected each port once")
    return {name: {} for name in value}


_Numbered = dict[
    PortName,
    Annotated[ServicePortSettings, BeforeValidator(_number_alone, json_schema_input_type=Port | ServicePortSettings)],
]
ServicePorts = Annotated[
    _Numbered, BeforeValidator(_names_alone, json_schema_input_type=tuple[PortName, ...] | _Numbered)
]


class FurtherServiceSettings(FaceSettings):
    """A further Service `<app>-<name>` of the pods of the app."""

    ports: ServicePorts
    """The ports that it opens, by their names: `[torrent]`, or `{https: 443}` with another number, or with the settings
    of the port. All others stay closed."""

    @model_validator(mode="after")
    def _opens_something(self) -> "FurtherServiceSettings":
        if not self.ports:
            raise conflict("expected at least one port in ports, for example [http]")
        for name, port in self.ports.items():
            if port.node_port and self.type not in OUTSIDE:
                raise conflict(
                    f"ports.{name}.nodePort needs type {' or '.join(OUTSIDE)}; got {self.type}; "
                    f"leave nodePort out or set type: {OUTSIDE[0]}"
                )
        return self


class AgentServiceSettings(FamilySettings):
    """A Service that leads to the agent on the node of the client, and to no other node (`internalTrafficPolicy:
    Local`). https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/
    """

    port: Port | None = None
    """The port of the Service. Default: the agent's port."""

    def face(self) -> FaceSettings:
        """What its clients see."""
        families = {"ip_family_policy": self.ip_family_policy, "ip_families": self.ip_families}
        return FaceSettings(internal_traffic_policy="Local", **families)


def _not_taken(suffix: str) -> str:
    if f"-{suffix}" == HEADLESS:
        raise ValueError
    return suffix


ServiceSuffix = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=10),
    AfterValidator(_not_taken),
    described_as("a name of at most 10 lowercase letters, digits and dashes, other than headless", "public"),
]
"""The name of a Service has at most 63 characters, and that of an app at most 52."""

FurtherServices = dict[ServiceSuffix, FurtherServiceSettings]


def _no_address(host: str) -> str:
    """Refuse an IP address: DNS would return it as a name, which does not resolve."""
    try:
        ip_address(host)
    except ValueError:
        return host
    raise ValueError


ExternalHost = Annotated[
    Host,
    Field(pattern=r"^[^*]*$"),
    AfterValidator(_no_address),
    described_as("a host name; no IP address and no wildcard", "db.example.com"),
]

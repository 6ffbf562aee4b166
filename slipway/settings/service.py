"""The ports of an app, and its Service.

https://kubernetes.io/docs/concepts/services-networking/service/
"""

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import Cidr, Host, Port, StrictBool, UniqueList
from slipway.settings.labels import Annotations, QualifiedName

MAIN_PORT = "http"
"""The name of the app's own `port`."""
METRICS = "metrics"
"""The name of the port that the monitoring of the stack may reach."""


def _with_a_letter(name: str) -> str:
    if "--" in name or name.isdigit() or not any(each.isalpha() for each in name):
        raise ValueError
    return name


PortName = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=15),
    AfterValidator(_with_a_letter),
    described_as("a port's name of at most 15 lowercase letters, digits and single dashes, with a letter", "metrics"),
]
"""https://www.rfc-editor.org/rfc/rfc6335#section-5.1"""

NodePort = Annotated[
    int, Field(strict=True, ge=30000, le=32767), described_as("a port of the nodes, from 30000 to 32767", 30080)
]
"""The range that clusters set aside unless they are told otherwise."""


class PodPort(NamedTuple):
    """Where a process listens: what a policy sees, whatever number its Service has."""

    number: int
    protocol: str = "TCP"

    def __str__(self) -> str:
        return str(self.number) if self.protocol == "TCP" else f"{self.number}/{self.protocol}"


class PortSettings(Model):
    """A port beside the main one."""

    port: Port
    """Where the process listens. Required."""
    protocol: Literal["TCP", "UDP", "SCTP"] = "TCP"
    """Default `TCP`."""
    app_protocol: QualifiedName | None = None
    """What is spoken on it, for proxies that want to know, for example `grpc`. Default: not said.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    service_port: Port | None = None
    """The port of the Service that leads to it. Default: the same number."""
    exposed: StrictBool = False
    """Whether a Service that is reached from outside (NodePort, LoadBalancer) opens it too. Default false: such a
    Service leads to the main port alone, and to this one leads `<app>-headless` (`service.headless`)."""
    node_port: NodePort | None = None
    """The port on every node, once it is exposed. Default: the cluster chooses."""


def _number_alone(value: Any) -> Any:
    """`metrics: 9090` is short for `metrics: {port: 9090}`."""
    return value if isinstance(value, dict | PortSettings) else {"port": value}


Ports = dict[PortName, Annotated[PortSettings, BeforeValidator(_number_alone)]]
"""By name; a number, or a port's settings."""


def clashes(main: int, main_service: int, ports: Mapping[str, PortSettings]) -> Iterator[str]:
    """What no two ports can share, in words."""
    if MAIN_PORT in ports:
        yield f"ports.{MAIN_PORT}: {MAIN_PORT} is what the app's own port is called; give this one another name"
    listens = {("TCP", main): "port"}
    served = {("TCP", main_service): "the Service's own port"}
    for name, port in ports.items():
        there = listens.setdefault((port.protocol, port.port), f"ports.{name}")
        if there != f"ports.{name}":
            yield f"expected each number once; {there} and ports.{name} are both {port.port}"
        number = port.service_port or port.port
        there = served.setdefault((port.protocol, number), f"ports.{name}")
        if there != f"ports.{name}":
            yield (
                f"expected each number of the Service once; {there} and ports.{name} are both {number}; "
                "give one of them another servicePort"
            )


ServiceType = Literal["ClusterIP", "NodePort", "LoadBalancer"]
TrafficPolicy = Literal["Cluster", "Local"]

AffinitySeconds = Annotated[
    int, Field(strict=True, ge=1, le=86400), described_as("a number of seconds from 1 to 86400 (a day)", 3600)
]

OUTSIDE: tuple[ServiceType, ...] = ("NodePort", "LoadBalancer")
"""The types that can be reached from outside the cluster."""
HEADLESS = "-headless"
"""What is added to an app's name for the Service without an address."""
_ONLY_FOR: dict[str, tuple[ServiceType, ...]] = {
    "node_port": OUTSIDE,
    "external_traffic_policy": OUTSIDE,
    "load_balancer_class": ("LoadBalancer",),
    "load_balancer_source_ranges": ("LoadBalancer",),
}


class ServiceSettings(Model):
    """https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

    A name for something outside the cluster (ExternalName) belongs to no app: see `externalNames` of the namespace.
    """

    type: ServiceType = "ClusterIP"
    """Default `ClusterIP`: reachable inside the cluster only."""
    port: Port | None = None
    """The Service's own port. Default: the app's port."""
    app_protocol: QualifiedName | None = None
    """What the main port speaks, for proxies that want to know, for example `kubernetes.io/h2c`. Default: not said.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    headless: StrictBool = False
    """Whether there is also a Service `<app>-headless` without an address (`clusterIP: None`), whose name leads to
    every ready pod: for clients that spread their connections themselves. Default false; a stateful app always has one.
    https://kubernetes.io/docs/concepts/services-networking/service/#headless-services"""
    annotations: Annotations = {}
    """What cloud controllers read, for example `service.beta.kubernetes.io/aws-load-balancer-scheme`."""
    node_port: NodePort | None = None
    """The main port on every node; for the types NodePort and LoadBalancer. Default: the cluster chooses."""
    load_balancer_class: QualifiedName | None = None
    """Who makes the load balancer; fixed once created. Default: the cluster's own.
    https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class"""
    load_balancer_source_ranges: UniqueList[Cidr] = ()
    """Who may connect to the load balancer. Default: everybody who reaches it."""
    external_traffic_policy: TrafficPolicy | None = None
    """`Local` keeps the client's address and passes over nodes without a pod of the app; for the types NodePort and
    LoadBalancer. Default: the cluster's (`Cluster`).
    https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy"""
    internal_traffic_policy: TrafficPolicy | None = None
    """`Local` sends clients in the cluster to pods on their own node only. Default: the cluster's (`Cluster`).
    https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/"""
    session_affinity: Literal["None", "ClientIP"] = "None"
    """`ClientIP` sends a client to the same pod again. Default `None`.
    https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity"""
    session_affinity_seconds: AffinitySeconds | None = None
    """How long after its last connection a client is remembered. Default: the cluster's (three hours)."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> "ServiceSettings":
        for field, types in _ONLY_FOR.items():
            if getattr(self, field) and self.type not in types:
                name = type(self).model_fields[field].alias
                raise conflict(
                    f"{name} is for the type {' or '.join(types)}, and this one is {self.type}; "
                    f"leave {name} out or set type: {types[0]}"
                )
        if self.session_affinity_seconds and self.session_affinity == "None":
            raise conflict(
                "sessionAffinitySeconds is for sessionAffinity: ClientIP; "
                "leave sessionAffinitySeconds out or set sessionAffinity: ClientIP"
            )
        return self


def _no_address(host: str) -> str:
    """The DNS of the cluster would answer with it as with a name, which nobody can look up."""
    try:
        ip_address(host)
    except ValueError:
        return host
    raise ValueError


ExternalHost = Annotated[
    Host,
    Field(pattern=r"^[^*]*$"),
    AfterValidator(_no_address),
    described_as("the name of a host (no address, no wildcard)", "db.example.com"),
]

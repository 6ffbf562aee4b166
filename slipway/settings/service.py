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
"""The name of the app's main port, `port`."""
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
    described_as("a port name of at most 15 lowercase letters, digits and single dashes, with a letter", "metrics"),
]
"""https://www.rfc-editor.org/rfc/rfc6335#section-5.1"""

NodePort = Annotated[
    int, Field(strict=True, ge=30000, le=32767), described_as("a node port from 30000 to 32767", 30080)
]
"""Kubernetes' default range of node ports."""


class PodPort(NamedTuple):
    """The port of a process, as a network policy sees it, or a range of ports. The port of the Service can differ."""

    number: int
    protocol: str = "TCP"
    last: int | None = None
    """The last port of a range; None for a single port."""

    def __str__(self) -> str:
        ports = str(self.number) if self.last is None else f"{self.number}..{self.last}"
        return ports if self.protocol == "TCP" else f"{ports}/{self.protocol}"

    def covers(self, number: int, protocol: str = "TCP") -> bool:
        """True for its number, and for each number of its range."""
        return self.protocol == protocol and self.number <= number <= (self.last or self.number)


class PortSettings(Model):
    """A port beside the main one."""

    port: Port
    """The port that the process listens on."""
    protocol: Literal["TCP", "UDP", "SCTP"] = "TCP"
    """The transport protocol."""
    app_protocol: QualifiedName | None = None
    """The application protocol, for proxies, for example `grpc`.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    service_port: Port | None = None
    """The port of the Service. Default: the same number."""
    exposed: StrictBool = False
    """Include it in a Service of type NodePort or LoadBalancer. Without it, such a Service has the main port only, and
    `<app>-headless` has this one (`service.headless`)."""
    node_port: NodePort | None = None
    """The port on every node; it needs `exposed: true`. Default: the cluster chooses."""


def _number_alone(value: Any) -> Any:
    """`metrics: 9090` is short for `metrics: {port: 9090}`."""
    return value if isinstance(value, dict | PortSettings) else {"port": value}


Ports = dict[PortName, Annotated[PortSettings, BeforeValidator(_number_alone)]]
"""Ports by name: a number, or the settings of a port."""


def clashes(main: int, main_service: int, ports: Mapping[str, PortSettings]) -> Iterator[str]:
    """An error for each number or name that two ports share."""
    if MAIN_PORT in ports:
        yield f"ports.{MAIN_PORT}: {MAIN_PORT} is the name of the app's main port; choose another name"
    listens = {("TCP", main): "port"}
    served = {("TCP", main_service): "the main port"}
    for name, port in ports.items():
        there = listens.setdefault((port.protocol, port.port), f"ports.{name}")
        if there != f"ports.{name}":
            yield f"expected different port numbers; {there} and ports.{name} are both {port.port}"
        number = port.service_port or port.port
        there = served.setdefault((port.protocol, number), f"ports.{name}")
        if there != f"ports.{name}":
            yield (
                f"expected different port numbers of the Service; {there} and ports.{name} are both {number}; "
                "set another servicePort for one of them"
            )


ServiceType = Literal["ClusterIP", "NodePort", "LoadBalancer"]
TrafficPolicy = Literal["Cluster", "Local"]

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


class ServiceSettings(Model):
    """The Service of the app. https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types

    For an ExternalName Service see `externalNames` of the namespace.
    """

    type: ServiceType = "ClusterIP"
    """The type of the Service; `ClusterIP` is reachable inside the cluster only."""
    port: Port | None = None
    """The port of the Service. Default: the app's port."""
    app_protocol: QualifiedName | None = None
    """The application protocol of the main port, for proxies, for example `kubernetes.io/h2c`.
    https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol"""
    headless: StrictBool = False
    """Add a headless Service `<app>-headless` (`clusterIP: None`). Its name resolves to all ready pods, for clients
    that balance their connections themselves. A stateful app always has one.
    https://kubernetes.io/docs/concepts/services-networking/service/#headless-services"""
    annotations: Annotations = {}
    """Annotations for cloud controllers, for example `service.beta.kubernetes.io/aws-load-balancer-scheme`, with
    `$(secret:NAME)` as in an Ingress."""
    node_port: NodePort | None = None
    """The node port of the main port, for types NodePort and LoadBalancer. Default: the cluster chooses."""
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
    def _fits_its_type(self) -> "ServiceSettings":
        for field, types in _ONLY_FOR.items():
            if getattr(self, field) and self.type not in types:
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

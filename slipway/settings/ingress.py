"""The ways to an app from outside the cluster: Ingress and HTTPRoute."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, Host, ObjectName, StrictBool
from slipway.settings.labels import Annotations
from slipway.settings.paths import UrlPath
from slipway.settings.service import MAIN_PORT, OUTSIDE, PortName, PortSettings, ServiceSettings, clashes


def _normal(path: str) -> str:
    """What the API servers of Ingress and HTTPRoute refuse."""
    if any(part in path.lower() for part in ("//", "/./", "/../", "%2f")) or path.endswith(("/.", "/..")):
        raise ValueError
    return path


OpenPath = Annotated[
    UrlPath,
    AfterValidator(_normal),
    described_as("a URL path that starts with /, without `//`, `/./`, `/../` and `%2f`", "/api"),
]

RoutePath = Annotated[
    OpenPath,
    Field(pattern=r"^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$", max_length=1024),
    described_as("a URL path that starts with /, of at most 1024 letters, digits and the signs of a URL", "/api"),
]
"""The Gateway API allows less than Ingress does."""


class IngressPathSettings(Model):
    """Where requests to a path go: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types"""

    port: PortName = MAIN_PORT
    """The name of the app's port that answers. Default: the main one, `http`."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """How requests are compared with the path. Default `Prefix`, step by step: `/api` stands for `/api/v1` too."""


class RoutePathSettings(Model):
    """Where requests to a path go: https://gateway-api.sigs.k8s.io/api-types/httproute/#matches"""

    port: PortName = MAIN_PORT
    """The name of the app's port that answers. Default: the main one, `http`."""
    path_type: Literal["PathPrefix", "Exact"] = "PathPrefix"
    """How requests are compared with the path. Default `PathPrefix`, step by step: `/api` stands for `/api/v1` too."""


def _port_alone(value: Any) -> Any:
    """`/grpc: grpc` is short for `/grpc: {port: grpc}`."""
    return {"port": value} if isinstance(value, str) else value


IngressPaths = dict[OpenPath, Annotated[IngressPathSettings, BeforeValidator(_port_alone)]]
RoutePaths = dict[RoutePath, Annotated[RoutePathSettings, BeforeValidator(_port_alone)]]


class IngressSettings(Model):
    """https://kubernetes.io/docs/concepts/services-networking/ingress/"""

    host: Host
    """The host name that clients ask for. Required."""
    hosts: tuple[Host, ...] = ()
    """Further host names for the same paths."""
    path: OpenPath = "/"
    """The prefix that is sent to the app. Default `/`."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """How requests are compared with `path`. Default `Prefix`."""
    paths: IngressPaths = {}
    """Further paths, each with the name of the port that answers, or its settings."""
    class_name: DnsLabel | None = None
    """The ingress class, for example `traefik`. Default: the cluster's default class."""
    annotations: Annotations = {}
    """What the ingress controller reads, for example `nginx.ingress.kubernetes.io/proxy-body-size`."""
    tls_secret: ObjectName | None = None
    """The Secret that holds the certificate for all hosts. Default: plain HTTP, unless an issuer is named."""
    cluster_issuer: ObjectName | None = None
    """The cert-manager ClusterIssuer that signs the certificate, written into `tlsSecret` or else `<app>-tls`."""
    issuer: ObjectName | None = None
    """The same, for a cert-manager Issuer of the namespace."""

    def all_hosts(self) -> list[str]:
        """The main one first."""
        return [self.host, *self.hosts]

    def all_paths(self) -> dict[str, IngressPathSettings]:
        """The main one first, which leads to the main port."""
        return {self.path: IngressPathSettings(port=MAIN_PORT, path_type=self.path_type), **self.paths}

    @model_validator(mode="after")
    def _each_once(self) -> "IngressSettings":
        if len(set(self.all_hosts())) < len(self.all_hosts()):
            raise conflict("expected each host once; leave out of hosts what host says, or what stands there twice")
        if self.path in self.paths:
            raise conflict(f"expected each path once; {self.path} is path already (by default /) and one of paths too")
        if self.cluster_issuer and self.issuer:
            raise conflict("expected one issuer; leave out clusterIssuer or issuer")
        return self


_MOST = 16
"""Hosts, and rules: what the schema of HTTPRoute allows."""


class ParentSettings(Model):
    """A Gateway that somebody else runs."""

    gateway: ObjectName
    """Its name. Required."""
    section: ObjectName | None = None
    """The listener of it. Default: every listener that takes the hosts."""
    namespace: DnsLabel | None = None
    """Where it lives; its listener must allow routes of this namespace. Default: the app's namespace."""


def _gateway_alone(value: Any) -> Any:
    """`public/https` is short for `{gateway: public, section: https}`, and `public` for `{gateway: public}`."""
    if not isinstance(value, str):
        return value
    gateway, slash, section = value.partition("/")
    return {"gateway": gateway, "section": section} if slash else {"gateway": gateway}


class RouteSettings(Model):
    """An HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/

    The cluster must know the Gateway API (its standard channel), and somebody else runs the Gateway.
    """

    parent: Annotated[ParentSettings, BeforeValidator(_gateway_alone)]
    """The Gateway, as `<gateway>` or `<gateway>/<listener>`, or its settings. Required."""
    hosts: tuple[Host, ...] = ()
    """The host names that clients ask for. Default: those of the listener."""
    paths: RoutePaths = {"/": RoutePathSettings()}
    """The paths that are sent to the app, each with the name of the port that answers, or its settings. Default: all of
    them to the main port."""
    annotations: Annotations = {}
    """What the gateway's controller, or one for DNS names, reads."""
    https: StrictBool = True
    """Whether the listener speaks HTTPS; decides only how the app's address is told. Default true."""

    @model_validator(mode="after")
    def _within_the_schema(self) -> "RouteSettings":
        if len(set(self.hosts)) < len(self.hosts):
            raise conflict("expected each host once in hosts")
        if not self.paths:
            raise conflict("expected at least one path in paths; leave paths out for all of them")
        for name, count in (("hosts", len(self.hosts)), ("paths", len(self.paths))):
            if count > _MOST:
                raise conflict(f"expected at most {_MOST} {name} in a route, and there are {count}")
        return self


def contradictions(
    port: int,
    ports: Mapping[str, PortSettings],
    service: ServiceSettings,
    ingress: IngressSettings | None,
    route: RouteSettings | None,
) -> Iterator[str]:
    """In words, the first mistake first."""
    yield from clashes(port, service.port or port, ports)
    yield from _exposed(ports, service)
    backends = [
        *((f"ingress.paths.{path}.port", each.port) for path, each in (ingress.paths if ingress else {}).items()),
        *((f"route.paths.{path}.port", each.port) for path, each in (route.paths if route else {}).items()),
    ]
    for path, name in backends:
        yield from _backend(path, name, ports, service)


def _exposed(ports: Mapping[str, PortSettings], service: ServiceSettings) -> Iterator[str]:
    for name, port in ports.items():
        if port.exposed and service.type not in OUTSIDE:
            yield (
                f"ports.{name}.exposed is for services of the type {' or '.join(OUTSIDE)}, and this one is "
                f"{service.type}; leave exposed out or set service.type"
            )
        if port.node_port and not port.exposed:
            yield f"ports.{name}.nodePort is for what is exposed; leave nodePort out or set exposed: true"


def _backend(path: str, name: str, ports: Mapping[str, PortSettings], service: ServiceSettings) -> Iterator[str]:
    if name == MAIN_PORT:
        return
    if name not in ports:
        yield f"{path}: unknown port; expected one of {', '.join([MAIN_PORT, *ports])}; got {name}"
    elif service.type in OUTSIDE and not ports[name].exposed:
        yield (
            f"{path}: the Service, of the type {service.type}, does not lead to {name}; "
            f"set ports.{name}.exposed: true, or service.type: ClusterIP"
        )

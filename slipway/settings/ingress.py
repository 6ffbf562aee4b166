"""Access to an app from outside the cluster: Ingress and HTTPRoute."""

from collections.abc import Container, Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, Host, ObjectName, StrictBool, duplicates
from slipway.settings.labels import Annotations
from slipway.settings.paths import UrlPath
from slipway.settings.ports import PortName


def _normal(path: str) -> str:
    """Refuse paths that the API server refuses in Ingress and HTTPRoute."""
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
    described_as("a URL path that starts with /, of at most 1024 URL characters", "/api"),
]
"""The Gateway API allows fewer paths than Ingress does."""


class IngressPathSettings(Model):
    """One path of an Ingress: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types"""

    port: PortName | None = None
    """The name of a port of the app. Default: the main port."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """The comparison with the path. Default: `Prefix`, element by element, so `/api` matches `/api/v1` too."""


class RoutePathSettings(Model):
    """One path of an HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/#matches"""

    port: PortName | None = None
    """The name of a port of the app. Default: the main port."""
    path_type: Literal["PathPrefix", "Exact"] = "PathPrefix"
    """The comparison with the path. Default: `PathPrefix`, element by element, so `/api` matches `/api/v1` too."""


INGRESS_CLASS = "kubernetes.io/ingress.class"
GKE_CLASSES = ("gce", "gce-internal")
"""Classes of GKE, which reads only the annotation:
https://cloud.google.com/kubernetes-engine/docs/troubleshooting/ingress"""
CLUSTER_ISSUER, ISSUER = "cert-manager.io/cluster-issuer", "cert-manager.io/issuer"
"""https://cert-manager.io/docs/usage/ingress/#supported-annotations"""
_OF_SETTINGS = {INGRESS_CLASS: "className", CLUSTER_ISSUER: "clusterIssuer", ISSUER: "issuer"}
"""Annotations that a setting writes."""


def _port_alone(value: Any) -> Any:
    """`/grpc: grpc` is short for `/grpc: {port: grpc}`."""
    return {"port": value} if isinstance(value, str) else value


IngressPaths = dict[OpenPath, Annotated[IngressPathSettings, BeforeValidator(_port_alone)]]
RoutePaths = dict[RoutePath, Annotated[RoutePathSettings, BeforeValidator(_port_alone)]]


class IngressSettings(Model):
    """An Ingress.

    https://kubernetes.io/docs/concepts/services-networking/ingress/
    """

    host: Host
    """The host name of the app."""
    hosts: tuple[Host, ...] = ()
    """Further host names for the same paths."""
    path: OpenPath = "/"
    """The path that leads to the main port."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """The comparison with `path`."""
    paths: IngressPaths = {}
    """Further paths, each with the name of a port, or its settings."""
    class_name: DnsLabel | None = None
    """The IngressClass, for example `traefik`. Default: the cluster's default class."""
    annotations: Annotations = {}
    """Annotations for the ingress controller, for example `nginx.ingress.kubernetes.io/proxy-body-size`.
    `$(secret:NAME)` stands for the name that a Secret of the namespace has in the cluster, `$(configMap:NAME)` for that
    of a ConfigMap: `nginx.ingress.kubernetes.io/auth-secret: $(secret:users)`."""
    tls_secret: ObjectName | None = None
    """The Secret of the namespace with the certificate for all hosts (`tls.crt` and `tls.key`). With `clusterIssuer` or
    `issuer`, the name of the Secret that cert-manager writes. Default: plain HTTP, unless one of these is set."""
    cluster_issuer: ObjectName | None = None
    """The cert-manager ClusterIssuer of the certificate. It writes into `tlsSecret`, or else into `<app>-tls`."""
    issuer: ObjectName | None = None
    """The cert-manager Issuer of the namespace, instead of `clusterIssuer`."""

    def all_hosts(self) -> list[str]:
        """All host names, `host` first."""
        return [self.host, *self.hosts]

    def all_paths(self) -> dict[str, IngressPathSettings]:
        """All paths, `path` first."""
        return {self.path: IngressPathSettings(path_type=self.path_type), **self.paths}

    @model_validator(mode="after")
    def _each_once(self) -> "IngressSettings":
        if several := duplicates(self.all_hosts()):
            raise conflict(f"expected each host once in host and hosts; duplicates: {', '.join(several)}")
        if self.path in self.paths:
            raise conflict(f"expected each path once in path (/ by default) and paths; duplicates: {self.path}")
        if self.cluster_issuer and self.issuer:
            raise conflict("expected clusterIssuer or issuer, not both")
        return self

    @model_validator(mode="after")
    def _no_annotation_of_a_setting(self) -> "IngressSettings":
        """Kubernetes refuses a class in both places, and warns of the annotation alone."""
        for name, setting in _OF_SETTINGS.items():
            value = self.annotations.get(name)
            if value is not None and not (name == INGRESS_CLASS and value in GKE_CLASSES and self.class_name is None):
                raise conflict(f"annotations.{name}: expected the setting {setting}: {value} instead of the annotation")
        return self


_MOST = 16
"""The limit of hosts and of rules in the schema of HTTPRoute."""


class ParentSettings(Model):
    """A Gateway that is not part of this stack."""

    gateway: ObjectName
    """The name of the Gateway."""
    section: ObjectName | None = None
    """The name of a listener. Default: all listeners that match the hosts."""
    namespace: DnsLabel | None = None
    """The namespace of the Gateway. Its listener must allow routes of the app's namespace. Default: the app's
    namespace."""


def _gateway_alone(value: Any) -> Any:
    """`public/https` is short for `{gateway: public, section: https}`, and `public` for `{gateway: public}`."""
    if not isinstance(value, str):
        return value
    gateway, slash, section = value.partition("/")
    return {"gateway": gateway, "section": section} if slash else {"gateway": gateway}


class RouteSettings(Model):
    """An HTTPRoute: https://gateway-api.sigs.k8s.io/api-types/httproute/

    The cluster needs the Gateway API (its standard channel) and a Gateway.
    """

    parent: Annotated[ParentSettings, BeforeValidator(_gateway_alone)]
    """The Gateway, as `<gateway>` or `<gateway>/<listener>`, or its settings."""
    hosts: tuple[Host, ...] = ()
    """The host names of the app. Default: those of the listener."""
    paths: RoutePaths = {"/": RoutePathSettings()}
    """The paths, each with the name of a port, or its settings. Default: all paths lead to the main port."""
    annotations: Annotations = {}
    """Annotations for the Gateway controller, or for external-dns, with `$(secret:NAME)` as in an Ingress."""
    https: StrictBool = True
    """The listener uses HTTPS. It decides the scheme of the printed URL only."""

    @model_validator(mode="after")
    def _within_the_schema(self) -> "RouteSettings":
        if several := duplicates(self.hosts):
            raise conflict(f"expected each host once in hosts; duplicates: {', '.join(several)}")
        if not self.paths:
            raise conflict("expected at least one path in paths; leave paths out for all of them")
        for name, count in (("hosts", len(self.hosts)), ("paths", len(self.paths))):
            if count > _MOST:
                raise conflict(f"expected at most {_MOST} {name} in a route; got {count}")
        return self


def wrong_backends(
    ingress: IngressSettings | None, route: RouteSettings | None, known: list[str], served: Container[str]
) -> Iterator[str]:
    """An error for each path that leads to an unknown port, or to one that `service` does not have."""
    backends = [
        *((f"ingress.paths.{path}.port", each.port) for path, each in (ingress.paths if ingress else {}).items()),
        *((f"route.paths.{path}.port", each.port) for path, each in (route.paths if route else {}).items()),
    ]
    for path, name in backends:
        if name is not None and name not in known:
            yield f'{path}: unknown port "{name}"; expected one of {", ".join(known)}'
        elif name is not None and name not in served:
            yield (
                f"{path}: the Service of the app, which opens it to the outside, does not include port {name}; "
                f"set ports.{name}.exposed: true, or service.type: ClusterIP and a further Service in services"
            )

"""Access to an app from outside the cluster through an ingress controller."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, model_validator

from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import DnsLabel, Host, ObjectName, duplicates
from slipway.settings.labels import Annotations
from slipway.settings.paths import UrlPath
from slipway.settings.ports import PortName


def _normal(path: str) -> str:
    """Refuse paths that the API server refuses in an Ingress and in a route."""
    if any(part in path.lower() for part in ("//", "/./", "/../", "%2f")) or path.endswith(("/.", "/..")):
        raise ValueError
    return path


OpenPath = Annotated[
    UrlPath,
    AfterValidator(_normal),
    described_as("a URL path that starts with /, without `//`, `/./`, `/../` and `%2f`", "/api"),
]


class IngressPathSettings(Model):
    """One path of an Ingress: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types"""

    port: PortName | None = None
    """The name of a port of the app. Default: the main port."""
    path_type: Literal["Prefix", "Exact", "ImplementationSpecific"] = "Prefix"
    """The comparison with the path. Default: `Prefix`, element by element, so `/api` matches `/api/v1` too."""


INGRESS_CLASS = "kubernetes.io/ingress.class"
GKE_CLASSES = ("gce", "gce-internal")
"""Classes of GKE, which reads only the annotation:
https://cloud.google.com/kubernetes-engine/docs/troubleshooting/ingress"""
CLUSTER_ISSUER, ISSUER = "cert-manager.io/cluster-issuer", "cert-manager.io/issuer"
"""https://cert-manager.io/docs/usage/ingress/#supported-annotations"""
_OF_SETTINGS = {INGRESS_CLASS: "className", CLUSTER_ISSUER: "clusterIssuer", ISSUER: "issuer"}
"""Annotations that a setting writes."""


def port_alone(value: Any) -> Any:
    """`/grpc: grpc` is short for `/grpc: {port: grpc}`."""
    return {"port": value} if isinstance(value, str) else value


IngressPaths = dict[
    OpenPath,
    Annotated[IngressPathSettings, BeforeValidator(port_alone, json_schema_input_type=PortName | IngressPathSettings)],
]


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

    def backends(self) -> Iterator[tuple[tuple[str, ...], str | None]]:
        """The ports to which it leads, each with the path of its setting below the Ingress. None is the main port."""
        yield ("path",), None
        for path, each in self.paths.items():
            yield ("paths", path, "port"), each.port

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

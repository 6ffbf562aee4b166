"""How an app is reached from outside the cluster through an ingress controller."""

from typing import Literal

from pydantic import model_validator

from settings.network.http_path import IngressPaths, IngressPathSettings, OpenPath
from settings.network.ports import MAIN_PORT
from settings.words.annotations import Annotations
from settings.words.model import Model
from settings.words.vocabulary import DnsLabel, Host, ObjectName, conflict


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

"""An Ingress: the way to an app from outside."""

from pulumi import Input
from pulumi_kubernetes.networking.v1 import (
    HTTPIngressPathArgs,
    HTTPIngressRuleValueArgs,
    IngressBackendArgs,
    IngressRuleArgs,
    IngressServiceBackendArgs,
    IngressSpecArgs,
    IngressTLSArgs,
    ServiceBackendPortArgs,
)

from blocks.ports import PORT_NAME
from settings.ingress import IngressSettings

CLUSTER_ISSUER = "cert-manager.io/cluster-issuer"
"""https://cert-manager.io/docs/usage/ingress/#supported-annotations"""


def ingress(app: str, settings: IngressSettings, service: Input[str]) -> IngressSpecArgs:
    """One host and prefix to one Service."""
    backend = IngressBackendArgs(
        service=IngressServiceBackendArgs(name=service, port=ServiceBackendPortArgs(name=PORT_NAME))
    )
    path = HTTPIngressPathArgs(path=settings.path, path_type="Prefix", backend=backend)
    secret = tls_secret(app, settings)
    return IngressSpecArgs(
        ingress_class_name=settings.class_name,
        rules=[IngressRuleArgs(host=settings.host, http=HTTPIngressRuleValueArgs(paths=[path]))],
        tls=[IngressTLSArgs(hosts=[settings.host], secret_name=secret)] if secret else None,
    )


def annotations(settings: IngressSettings) -> dict[str, str]:
    """What asks cert-manager for a certificate."""
    return {CLUSTER_ISSUER: settings.cluster_issuer} if settings.cluster_issuer else {}


def tls_secret(app: str, settings: IngressSettings) -> str | None:
    """Where the certificate lies; an issuer without a named Secret writes into `<app>-tls`."""
    return settings.tls_secret or (f"{app}-tls" if settings.cluster_issuer else None)


def url(app: str, settings: IngressSettings) -> str:
    """What a person opens."""
    scheme = "https" if tls_secret(app, settings) else "http"
    return f"{scheme}://{settings.host}{settings.path.rstrip('/')}"

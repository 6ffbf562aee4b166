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

from slipway.settings.ingress import IngressSettings

CLUSTER_ISSUER = "cert-manager.io/cluster-issuer"
ISSUER = "cert-manager.io/issuer"
"""https://cert-manager.io/docs/usage/ingress/#supported-annotations"""


def ingress(app: str, settings: IngressSettings, service: Input[str]) -> IngressSpecArgs:
    """Every path of every host to one Service, each to its port."""
    paths = [
        HTTPIngressPathArgs(path=path, path_type=each.path_type, backend=_backend(service, each.port))
        for path, each in settings.all_paths().items()
    ]
    secret = tls_secret(app, settings)
    return IngressSpecArgs(
        ingress_class_name=settings.class_name,
        rules=[IngressRuleArgs(host=host, http=HTTPIngressRuleValueArgs(paths=paths)) for host in settings.all_hosts()],
        tls=[IngressTLSArgs(hosts=settings.all_hosts(), secret_name=secret)] if secret else None,
    )


def annotations(settings: IngressSettings) -> dict[str, str]:
    """What asks cert-manager for a certificate, and what the settings say themselves."""
    issuers = {CLUSTER_ISSUER: settings.cluster_issuer, ISSUER: settings.issuer}
    return {**{key: issuer for key, issuer in issuers.items() if issuer}, **settings.annotations}


def tls_secret(app: str, settings: IngressSettings) -> str | None:
    """Where the certificate lies; an issuer without a named Secret writes into `<app>-tls`."""
    return settings.tls_secret or (f"{app}-tls" if settings.cluster_issuer or settings.issuer else None)


def url(app: str, settings: IngressSettings) -> str:
    """What a person opens."""
    scheme = "https" if tls_secret(app, settings) else "http"
    return f"{scheme}://{settings.host}{settings.path.rstrip('/')}"


def _backend(service: Input[str], port: str) -> IngressBackendArgs:
    return IngressBackendArgs(service=IngressServiceBackendArgs(name=service, port=ServiceBackendPortArgs(name=port)))

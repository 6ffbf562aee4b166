"""The spec of an Ingress."""

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

from slipway.blocks.references import NO_NAMES, ObjectNames, real_name
from slipway.settings.ingress import CLUSTER_ISSUER, ISSUER, IngressSettings
from slipway.settings.ports import MAIN_PORT


def ingress(
    app: str, settings: IngressSettings, service: Input[str], main: str = MAIN_PORT, secrets: ObjectNames = NO_NAMES
) -> IngressSpecArgs:
    """An Ingress with all paths for all hosts. Each path leads to a port of the Service; `main` is the name of the main
    port.
    """
    paths = [
        HTTPIngressPathArgs(path=path, path_type=each.path_type, backend=_backend(service, each.port or main))
        for path, each in settings.all_paths().items()
    ]
    secret = tls_secret(app, settings)
    return IngressSpecArgs(
        ingress_class_name=settings.class_name,
        rules=[IngressRuleArgs(host=host, http=HTTPIngressRuleValueArgs(paths=paths)) for host in settings.all_hosts()],
        tls=[IngressTLSArgs(hosts=settings.all_hosts(), secret_name=real_name(secret, secrets))] if secret else None,
    )


def annotations(settings: IngressSettings) -> dict[str, str]:
    """The annotations for cert-manager, and those of the settings."""
    issuers = {CLUSTER_ISSUER: settings.cluster_issuer, ISSUER: settings.issuer}
    return {**{key: issuer for key, issuer in issuers.items() if issuer}, **settings.annotations}


def tls_secret(app: str, settings: IngressSettings) -> str | None:
    """The name of the Secret with the certificate. An issuer without `tlsSecret` writes into `<app>-tls`."""
    return settings.tls_secret or (f"{app}-tls" if settings.cluster_issuer or settings.issuer else None)


def url(app: str, settings: IngressSettings) -> str:
    """The URL of the app."""
    scheme = "https" if tls_secret(app, settings) else "http"
    return f"{scheme}://{settings.host}{settings.path.rstrip('/')}"


def _backend(service: Input[str], port: str) -> IngressBackendArgs:
    return IngressBackendArgs(service=IngressServiceBackendArgs(name=service, port=ServiceBackendPortArgs(name=port)))

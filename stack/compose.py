"""A whole stack out of its configuration."""

from typing import Any

from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from settings.protection import protected_namespaces
from stack.configuration import Configuration
from stack.monitoring import monitoring
from stack.namespace import namespace
from stack.seal import Seal
from stack.unchanging import remember


def compose(configuration: Configuration) -> dict[str, Any]:
    """Register every resource of the stack; returns its outputs by name.

    `apps` tells for each `<namespace>/<app>` its kind and how it is reached; `grafana` and the secret
    `grafanaPassword` tell how to open the dashboards.
    """
    settings, secrets = configuration.settings, configuration.secrets
    seal, protected = Seal(), protected_namespaces(settings)
    nothing_before = ResourceOptions(depends_on=[remember(settings)])
    # Left to itself, the SDK would copy the variable KUBECONFIG into the state, where the next machine finds a change.
    provider = Provider("cluster", kubeconfig="", context=settings.cluster.context, opts=nothing_before)
    dashboards = monitoring(settings.monitoring, secrets, provider, protected) if settings.monitoring else {}
    apps = {
        f"{name}/{app_name}": {"kind": type(app).__name__, **app.reach}
        for name, declared in settings.namespaces.items()
        for app_name, app in namespace(name, declared, secrets, provider, protect=name in protected).items()
    }
    seal.set(settings)
    return {"apps": apps, **dashboards}

"""A whole stack out of its configuration."""

from typing import Any

from stack.cluster import provider as cluster_provider
from stack.configuration import Configuration
from stack.field_manager import name_field_manager
from stack.monitoring import monitoring
from stack.namespace import namespace


def compose(configuration: Configuration) -> dict[str, Any]:
    """Register every resource of the stack; returns its outputs by name.

    `apps` tells for each `<namespace>/<app>` its kind and how it is reached; `grafana` and the secret
    `grafanaPassword` tell how to open the dashboards.
    """
    settings, secrets = configuration.settings, configuration.secrets
    name_field_manager()
    provider = cluster_provider(settings.cluster)
    dashboards = (
        monitoring(settings.monitoring, secrets, settings.secret_stores, provider) if settings.monitoring else {}
    )
    apps = {
        f"{name}/{app_name}": {"kind": type(app).__name__, **app.reach}
        for name, declared in settings.namespaces.items()
        for app_name, app in namespace(name, declared, secrets, settings.secret_stores, provider).items()
    }
    return {"apps": apps, **dashboards}

"""Register a whole stack out of its configuration."""

from typing import Any

from stack.configuration import Configuration
from stack.destroy_guard import DestroyGuard
from stack.field_manager import name_field_manager
from stack.immutable_settings import remember
from stack.monitoring import create_monitoring
from stack.namespace import create_namespace_content
from stack.provider import create_provider


def compose(configuration: Configuration) -> dict[str, Any]:
    """Register every resource of the stack; returns its outputs by name.

    `apps` tells for each `<namespace>/<app>` its kind and how it is reached; `grafana` and the secret
    `grafanaPassword` tell how to open the dashboards.
    """
    stack, secrets = configuration.stack, configuration.secrets
    guard = DestroyGuard()
    name_field_manager()
    provider = create_provider(stack.settings.cluster, after=remember(stack.settings))
    dashboards = create_monitoring(stack, secrets, provider)
    apps = {
        f"{namespace}/{name}": {"kind": type(app).__name__, **app.outputs}
        for namespace in stack.settings.namespaces
        for name, app in create_namespace_content(namespace, stack, secrets, provider).items()
    }
    guard.set(stack.protected)
    return {"apps": apps, **dashboards}

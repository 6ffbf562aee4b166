"""The registration of a whole stack from its configuration."""

from typing import Any

from stack.configuration import Configuration
from stack.destroy_guard import DestroyGuard
from stack.field_manager import name_field_manager
from stack.immutable_settings import create_immutable_settings
from stack.monitoring import create_monitoring
from stack.namespace import create_namespace_content
from stack.provider import create_provider


def compose(configuration: Configuration) -> dict[str, Any]:
    """Register every resource of the stack. Returns its outputs by name.

    `apps` has the kind and the address of each `<namespace>/<app>`. `grafana` has the command that opens the
    dashboards, and `grafanaPassword` is a secret.
    """
    stack, secrets = configuration.stack, configuration.secrets
    guard = DestroyGuard()
    name_field_manager()
    provider = create_provider(stack.settings.cluster, after=create_immutable_settings(stack.settings))
    monitoring = create_monitoring(stack, secrets, provider)
    apps = {
        f"{namespace}/{name}": {"kind": type(app).__name__, **app.outputs}
        for namespace in stack.settings.namespaces
        for name, app in create_namespace_content(namespace, stack, secrets, provider, monitoring.defines).items()
    }
    guard.set(stack.protected)
    return {"apps": apps, **monitoring.outputs}

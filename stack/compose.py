"""A whole stack out of its configuration."""

from typing import Any

from slipway.checks.production import protected_namespaces
from slipway.topology.apps import Graph
from stack.cluster import provider as cluster_provider
from stack.configuration import Configuration
from stack.field_manager import name_field_manager
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
    name_field_manager()
    stores = settings.secret_stores
    provider = cluster_provider(settings.cluster, after=remember(settings))
    graph = Graph.of(settings)
    dashboards = (
        monitoring(
            settings.monitoring,
            secrets,
            stores,
            provider,
            graph=graph,
            protect=settings.monitoring.namespace in protected,
        )
        if settings.monitoring
        else {}
    )
    apps = {
        f"{name}/{app_name}": {"kind": type(app).__name__, **app.reach}
        for name, declared in settings.namespaces.items()
        for app_name, app in namespace(
            name, declared, secrets, stores, provider, graph=graph, protect=name in protected
        ).items()
    }
    seal.set(settings)
    return {"apps": apps, **dashboards}

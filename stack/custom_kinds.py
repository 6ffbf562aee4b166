"""The kinds of custom resources that a stack asks for. Operators define them, and a cluster may lack them."""

from collections.abc import Iterator

from slipway.blocks import (
    cilium_policy,
    pod_monitor,
    prometheus_rule,
    route,
    scaled_object,
    secret_store,
    vertical_autoscaler,
)
from slipway.blocks import external_secret as external
from slipway.blocks import secret_provider_class as csi
from slipway.checks.problems import path_of
from slipway.schema.scopes import is_of_kubernetes
from slipway.settings.app import AppSettings
from slipway.settings.chart import GROUP
from slipway.settings.secrets import SecretSources
from slipway.settings.served import ServiceAppSettings
from slipway.settings.workloads import ProcessSettings, ReplicatedSettings
from slipway.topology.scraped import observed
from stack.resolve import ResolvedStack

CustomKind = tuple[str, str]
"""The `apiVersion` and the kind."""

_ROUTE, _GRPC_ROUTE = (route.API_VERSION, route.KIND), (route.API_VERSION, route.GRPC_KIND)
_STORE = (secret_store.API_VERSION, secret_store.KIND)
_EXTERNAL = (secret_store.API_VERSION, external.KIND)
_CSI = (csi.API_VERSION, csi.KIND)
_VERTICAL = (vertical_autoscaler.API_VERSION, vertical_autoscaler.KIND)
_SCALED = (scaled_object.API_VERSION, scaled_object.KIND)
_AUTHENTICATION = (scaled_object.API_VERSION, scaled_object.AUTHENTICATION)
_MONITOR = (pod_monitor.API_VERSION, pod_monitor.KIND)
_RULE = (prometheus_rule.API_VERSION, prometheus_rule.KIND)
_CILIUM = (cilium_policy.API_VERSION, cilium_policy.KIND)


def custom_kinds(stack: ResolvedStack) -> dict[CustomKind, list[str]]:
    """Each kind, with the paths of the settings that ask for it. Those that the monitoring of the stack defines itself
    are left out.
    """
    found: dict[CustomKind, list[str]] = {}
    for kind, path in _asked_for(stack):
        paths = found.setdefault(kind, [])
        paths += [path] if path not in paths else []
    return found


def _asked_for(stack: ResolvedStack) -> Iterator[tuple[CustomKind, str]]:
    settings = stack.settings
    if settings.cluster.network_policies == "cilium":
        yield _CILIUM, path_of("cluster", "networkPolicies")
    for name, namespace in settings.namespaces.items():
        path = path_of("namespaces", name)
        for _, app in observed(settings, name) if settings.cluster.prometheus else ():
            yield _RULE, path_of("cluster", "prometheus")
            if app.scrape():
                yield _MONITOR, path_of("cluster", "prometheus")
        for app_name, app in namespace.apps.items():
            yield from _of_app(path_of(path, "apps", app_name), app)
        yield from _of_secrets(stack, path, namespace.secrets)
        for key, each in namespace.objects.items():
            brought = settings.monitoring is not None and each.group == GROUP
            if not is_of_kubernetes(each.api_version) and not brought:
                yield (each.api_version, each.kind), path_of(path, "objects", key)
    if settings.monitoring:
        yield from _of_secrets(stack, "monitoring", settings.monitoring.secrets)


def _of_app(path: str, app: AppSettings) -> Iterator[tuple[CustomKind, str]]:
    if isinstance(app, ServiceAppSettings) and app.route:
        yield _ROUTE, path_of(path, "route")
    if isinstance(app, ServiceAppSettings) and app.grpc_route:
        yield _GRPC_ROUTE, path_of(path, "grpcRoute")
    if isinstance(app, ProcessSettings) and app.vertical_autoscaling:
        yield _VERTICAL, path_of(path, "verticalAutoscaling")
    triggers = app.scaled_by.triggers if isinstance(app, ReplicatedSettings) and app.scaled_by else ()
    if triggers:
        yield _SCALED, path_of(path, "autoscaling", "triggers")
    if any(each.secret_parameters for each in triggers):
        yield _AUTHENTICATION, path_of(path, "autoscaling", "triggers")


def _of_secrets(stack: ResolvedStack, path: str, sources: SecretSources) -> Iterator[tuple[CustomKind, str]]:
    for name, source in sources.items():
        where = path_of(path, "secrets", name)
        if source.csi:
            yield _CSI, where
        if source.external:
            yield _EXTERNAL, where
            if not stack.settings.secret_stores[source.external.store].given:
                yield _STORE, where

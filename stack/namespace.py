"""One namespace of a stack, and its content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi import Input, Output, Resource, ResourceOptions
from pulumi_kubernetes import Provider
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from components import App, AppMonitor, ManagedNamespace
from components.chart_release import create_release
from components.component import metadata, scoped
from components.config_map import create_config_map
from components.kinds import component_of
from components.manifest import create_object
from components.namespace_secrets import NamespaceSecrets
from slipway.blocks import await_annotations
from slipway.blocks.files import Content
from slipway.blocks.references import ObjectNames
from slipway.blocks.service import external_name
from slipway.checks.references import in_order
from slipway.settings.chart import GROUP
from slipway.settings.namespace import NamespaceSettings
from slipway.topology.apps import AppId
from slipway.topology.labels import Marks
from slipway.topology.scraped import observed
from stack.aliases import app_options, external_name_options
from stack.resolve import ResolvedStack
from stack.secrets import StackSecrets


def create_namespace_content(
    name: str,
    stack: ResolvedStack,
    secrets: StackSecrets,
    provider: Provider,
    defined_by: Mapping[str, Sequence[Resource]],
) -> dict[str, App[Any]]:
    """Register the namespace, its ConfigMaps and Secrets, its objects, charts and apps. Returns the apps by name.

    `defined_by` has what defines the kinds of an API group, if the stack itself does: objects of that group wait.
    """
    settings = stack.settings.namespaces[name]
    own = ManagedNamespace(
        name,
        settings,
        graph=stack.graph,
        protect_namespace=name in stack.protected,
        opts=ResourceOptions(provider=provider),
    )
    scope = _Scope(name, own.namespace, own.marks, ResourceOptions(provider=provider, deleted_with=own.owner))
    _create_external_names(scope, settings)
    keep = max((app.kept_revisions() for app in settings.apps.values()), default=0)  # every app can use them
    config_maps = _create_config_maps(scope, settings, keep)
    of_secrets = NamespaceSecrets(name, scope.namespace, scope.marks, scope.options, stack.settings.secret_stores)
    secret_names = {
        **of_secrets.create(secrets, secrets.names(name), keep),
        **of_secrets.create_sources(settings.secrets),
    }
    for key, manifest in settings.objects.items():
        # An operator makes pods for some of them, and no pod may run before the network is closed.
        before = [own.network, *defined_by.get(manifest.group, ())]
        create_object(
            name,
            key,
            manifest,
            namespace=scope.namespace,
            marks=scope.marks,
            config_maps=config_maps,
            secrets=secret_names,
            opts=ResourceOptions.merge(scope.options, ResourceOptions(depends_on=before)),
        )
    for called, chart in settings.charts.items():
        create_release(
            name,
            called,
            chart,
            namespace=scope.namespace,
            config_maps=config_maps,
            secrets=secret_names,
            opts=ResourceOptions(provider=provider, depends_on=[own.network]),
        )
    apps: dict[str, App[Any]] = {}
    for app_name in in_order(settings.apps):
        app, pulumi_name = settings.apps[app_name], scoped(name, app_name)
        apps[app_name] = component_of(app.kind)(
            pulumi_name,
            app,
            namespace=own,
            config_maps=config_maps,
            secrets=secret_names,
            tasks=apps,
            peers=stack.graph.peers(AppId(name, app_name)),
            depends_on=[own.network],
            opts=ResourceOptions.merge(scope.options, app_options(pulumi_name, app.kind)),
        )
    _create_monitors(own, stack, defined_by, scope.options)
    return apps


def _create_monitors(
    own: ManagedNamespace, stack: ResolvedStack, defined_by: Mapping[str, Sequence[Resource]], options: ResourceOptions
) -> None:
    """A monitor for each app with metrics or objectives, if there is a Prometheus."""
    outside, own_monitoring = stack.settings.cluster.prometheus, stack.settings.monitoring
    for name, app in observed(stack.settings, own.name):
        AppMonitor(
            scoped(own.name, name),
            app,
            namespace=own,
            monitor_labels=outside.monitor_labels if outside else None,
            runbook_url=own_monitoring.runbooks if own_monitoring else None,
            depends_on=defined_by.get(GROUP, ()),
            opts=options,
        )


@dataclass(frozen=True)
class _Scope:
    """Name, marks and options for objects in the namespace. With `options` they are deleted with the namespace."""

    name: str
    namespace: Output[str]
    marks: Marks
    options: ResourceOptions

    def metadata(self, name: str | None = None, annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        return metadata(name, self.namespace, self.marks, annotations)


def _create_external_names(scope: _Scope, settings: NamespaceSettings) -> None:
    for name, host in settings.external_names.items():
        Service(
            scoped(scope.name, name),
            metadata=scope.metadata(name, annotations=await_annotations.SKIP),
            spec=external_name(host),
            opts=ResourceOptions.merge(scope.options, external_name_options(scoped(scope.name, name))),
        )


def _create_config_maps(scope: _Scope, settings: NamespaceSettings, keep: int) -> ObjectNames:
    created: dict[str, Input[str]] = {
        name: create_config_map(
            scoped(scope.name, name),
            Content(name, data),
            scope.metadata,
            keep=keep,
            opts=scope.options,
        ).metadata.name
        for name, data in settings.config_maps.items()
    }
    return created

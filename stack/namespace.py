"""One namespace of a stack and everything in it."""

from collections.abc import Callable
from dataclasses import dataclass

from pulumi import Input, Output, ResourceOptions
from pulumi_kubernetes import Provider
from pulumi_kubernetes.core.v1 import Service
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from components import Environment, NodeAgent, ScheduledJob, StatefulApp, StatelessApp, Task, WorkerApp
from components.base import scoped
from components.config_map import config_map
from components.network_policies import NetworkPolicies
from slipway.blocks import await_annotations
from slipway.blocks.files import Content
from slipway.blocks.rollout import revisions
from slipway.blocks.service import external_name
from slipway.checks.references import in_order
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.secret_store import SecretStores
from slipway.topology.apps import Graph, peers_of
from stack.secret_sources import SourcesOfSecrets
from stack.secrets import StackSecrets
from stack.succession import app_options, external_name_options

App = StatelessApp | StatefulApp | WorkerApp | NodeAgent | ScheduledJob | Task

COMPONENTS: dict[str, Callable[..., App]] = {
    "stateless": StatelessApp,
    "stateful": StatefulApp,
    "worker": WorkerApp,
    "agent": NodeAgent,
    "scheduled": ScheduledJob,
    "task": Task,
}
"""Which component makes which kind of app."""

Names = dict[str, Input[str]]


def namespace(
    name: str,
    settings: NamespaceSettings,
    secrets: StackSecrets,
    stores: SecretStores,
    provider: Provider,
    *,
    graph: Graph,
    protect: bool = False,
) -> dict[str, App]:
    """Register the namespace, what its apps are configured with, and the apps; returns these by name."""
    own = Environment(name, settings, protect_namespace=protect, opts=ResourceOptions(provider=provider))
    scope = _Scope(name, own.namespace, own.labels, ResourceOptions(provider=provider, deleted_with=own.owner))
    _external_names(scope, settings)
    sources = SourcesOfSecrets(name, scope.namespace, scope.labels, scope.options, stores)
    keep = max(map(revisions, settings.apps.values()), default=0)  # any app may use what all of them share
    config_maps = _config_maps(scope, settings, keep)
    secret_names = sources.own(secrets, secrets.names(name), keep) | sources.names(settings.secrets)
    network = NetworkPolicies(name, graph, namespace=scope.namespace, team=settings.team, opts=scope.options)
    apps: dict[str, App] = {}
    for app_name in in_order(settings.apps):
        app = sources.in_pods(settings.app(app_name), settings.secrets)
        kind, pulumi_name = COMPONENTS[app.kind], scoped(name, app_name)
        apps[app_name] = kind(
            pulumi_name,
            app,
            namespace=scope.namespace,
            config_maps=config_maps,
            secrets=secret_names,
            tasks=apps,
            peers=peers_of(graph.stack, name, app),
            depends_on=[network],
            team=settings.team,
            opts=ResourceOptions.merge(scope.options, app_options(pulumi_name, kind)),
        )
    return apps


@dataclass(frozen=True)
class _Scope:
    """The namespace as its content sees it; `options` say that everything goes when the namespace goes."""

    name: str
    namespace: Output[str]
    labels: dict[str, str]
    options: ResourceOptions

    def metadata(self, name: str | None = None, annotations: dict[str, str] | None = None) -> ObjectMetaArgs:
        return ObjectMetaArgs(name=name, namespace=self.namespace, labels=self.labels, annotations=annotations)


def _external_names(scope: _Scope, settings: NamespaceSettings) -> None:
    for name, host in settings.external_names.items():
        Service(
            scoped(scope.name, name),
            metadata=scope.metadata(name, annotations=await_annotations.SKIP),
            spec=external_name(host),
            opts=ResourceOptions.merge(scope.options, external_name_options(scoped(scope.name, name))),
        )


def _config_maps(scope: _Scope, settings: NamespaceSettings, keep: int) -> Names:
    return {
        name: config_map(
            scoped(scope.name, name),
            Content(name, data),
            scope.metadata,
            keep=keep,
            opts=scope.options,
        ).metadata.name
        for name, data in settings.config_maps.items()
    }

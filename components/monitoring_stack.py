"""What watches the cluster: kube-prometheus-stack, in a namespace of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pulumi import Input, Output, Resource, ResourceOptions, RunError, log
from pulumi_kubernetes.core.v1 import LimitRange, Namespace, Secret
from pulumi_kubernetes.helm.v3 import Release, RepositoryOptsArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks import access, labels
from slipway.blocks.chart_values import ADMIN_USER, GRAFANA, PASSWORD_KEY, USER_KEY, chart_values, derived_values
from slipway.blocks.limit_range import limit_range
from slipway.blocks.patches import PATCHED, changes
from slipway.blocks.security import namespace_annotations, namespace_labels
from slipway.checks.connections import broken_connections
from slipway.settings.chart import NAME, RELEASE, REPOSITORY
from slipway.settings.monitoring import ADMIN_SECRET, MonitoringSettings
from slipway.settings.security import PodSecuritySettings
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph

from .base import Component, metadata, scoped
from .default_account import default_account
from .monitoring_network import MonitoringNetwork
from .resource_quota import resource_quota
from .team_role import team_role

NODES = PodSecuritySettings(level="privileged", reason="the node exporter sees the files and the network of its node")
TIMEOUT_SECONDS = 600
"""How long the chart's pods may take to become ready; images alone take minutes on a new node."""


class MonitoringStack(Component):
    """A Namespace with a LimitRange, a default account without a token and, when asked, a ResourceQuota; the Secret of
    Grafana's administrator, and the release `monitoring` of the chart.

    `grafana_password` is the administrator's. `secrets` makes in the namespace that it is given, or knows there, the
    Secrets that the settings name, and returns what they are called: `grafana-admin`, when there is no password, and
    those that images are pulled with. Without it, these are called as the settings call them.

    `chart` is a folder or archive with the chart; by default the pinned version comes from its public repository.
    Its network is closed, and opened for what the chart's parts need of one another, of the nodes and of the API;
    `graph` tells which apps Prometheus scrapes, and what is known of the cluster. Without it, `connects_to` of
    `settings.prometheus` does.
    `protect_namespace` keeps Pulumi from deleting what Prometheus has measured.
    `grafana` tells how to open it. The namespace admits privileged pods, because the node exporter must see its host.
    """

    grafana: Output[str]

    def __init__(
        self,
        name: str,
        settings: MonitoringSettings,
        *,
        grafana_password: Input[str] | None = None,
        secrets: Callable[[Output[str]], Mapping[str, Input[str]]] | None = None,
        graph: Graph | None = None,
        chart: str | None = None,
        protect_namespace: bool = False,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, opts)
        own_labels = labels.common(self.name)
        self.namespace = Namespace(
            name,
            metadata=ObjectMetaArgs(
                name=settings.namespace,
                labels={**own_labels, **namespace_labels(NODES.level)},
                annotations={**namespace_annotations(NODES), **_told(settings)},
            ),
            opts=self.child(protect=protect_namespace),
        )
        inside = self.namespace.metadata.name
        default_account(f"{name}-default", inside, own_labels, self.child())
        bounds = self._bounds(name, settings, inside, own_labels)
        self.network = MonitoringNetwork(
            name, settings, graph or _alone(settings), namespace=inside, own_labels=own_labels, opts=self.child()
        )
        known = secrets(inside) if secrets else {}
        if (grafana_password is None) == (ADMIN_SECRET not in known):
            raise RunError(f"{name}: expected either grafana_password or secrets with {ADMIN_SECRET}")
        if grafana_password is None:
            admin_secret = known[ADMIN_SECRET]
        else:
            admin_secret = self._admin_secret(name, inside, own_labels, grafana_password)
        pull_secrets = [known.get(each, each) for each in settings.pull_secrets]
        self.release = Release(
            name,
            name=RELEASE,
            namespace=self.namespace.metadata.name,
            chart=chart or NAME,
            version=None if chart else settings.chart_version,
            repository_opts=None if chart else RepositoryOptsArgs(repo=REPOSITORY),
            values=self._values(settings, admin_secret, pull_secrets),
            timeout=TIMEOUT_SECONDS,
            opts=self.child(depends_on=[self.network, *bounds]),
        )
        self.grafana = Output.from_input(f"kubectl -n {settings.namespace} port-forward svc/{GRAFANA} 3000:80")
        self.register_outputs({"grafana": self.grafana})

    def _bounds(
        self, name: str, settings: MonitoringSettings, namespace: Input[str], own_labels: dict[str, str]
    ) -> list[Resource]:
        def inside(called: Input[str]) -> ObjectMetaArgs:
            return metadata(called, namespace, own_labels)

        team_role(name, "viewer", access.viewer, settings.viewers, metadata=inside, opts=self.child())
        defaults = LimitRange(
            scoped(name, "defaults"), metadata=inside("defaults"), spec=limit_range(settings.limits), opts=self.child()
        )
        quota = resource_quota(name, settings.quota, metadata=inside, opts=self.child())
        return [defaults, *([quota] if quota else [])]

    def _admin_secret(
        self, name: str, namespace: Input[str], own_labels: dict[str, str], password: Input[str]
    ) -> Output[str]:
        """No name: each password gets a Secret of its own, and Grafana's pod rolls to it."""
        return Secret(
            f"{name}-grafana-admin",
            metadata=ObjectMetaArgs(namespace=namespace, labels=own_labels),
            string_data={USER_KEY: ADMIN_USER, PASSWORD_KEY: Output.secret(password)},
            immutable=True,
            opts=self.child(),
        ).metadata.name

    def _values(
        self, settings: MonitoringSettings, admin_secret: Input[str], pull_secrets: Sequence[Input[str]]
    ) -> dict[str, Any]:
        values = chart_values(settings, admin_secret, pull_secrets)
        if settings.extra_values:
            if not changes(derived_values(settings, admin_secret, pull_secrets), values):
                already = ", ".join(settings.extra_values.paths())
                raise RunError(f"{self.name}: extraValues.values: change nothing: {already} is so already")
            log.info(f"patched {settings.extra_values.told()}", self)
        return values


def _alone(settings: MonitoringSettings) -> Graph:
    """A stack of nothing else."""
    stack = StackSettings(environment="development", monitoring=settings)
    if problems := list(broken_connections(stack)):
        raise RunError("\n".join(map(str, problems)))
    return Graph.of(stack)


def _told(settings: MonitoringSettings) -> dict[str, str]:
    return {PATCHED: settings.extra_values.told()} if settings.extra_values else {}

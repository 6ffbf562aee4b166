"""What watches the cluster: kube-prometheus-stack, in a namespace of its own."""

from pulumi import Input, Output, ResourceOptions
from pulumi_kubernetes.core.v1 import Namespace, Secret
from pulumi_kubernetes.helm.v3 import Release, RepositoryOptsArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from blocks import labels
from blocks.chart_values import ADMIN_USER, GRAFANA, PASSWORD_KEY, RELEASE, USER_KEY, chart_values
from blocks.security import namespace_labels
from components.base import Component
from components.default_account import default_account
from settings.chart import NAME, REPOSITORY
from settings.monitoring import MonitoringSettings

TIMEOUT_SECONDS = 600
"""How long the chart's pods may take to become ready; images alone take minutes on a new node."""


class MonitoringStack(Component):
    """A Namespace, the Secret of Grafana's administrator, and the release `monitoring` of the chart.

    `chart` is a folder or archive with the chart; by default the pinned version comes from its public repository.
    `grafana` tells how to open it. The namespace admits privileged pods, because the node exporter must see its host.
    """

    grafana: Output[str]

    def __init__(
        self,
        name: str,
        settings: MonitoringSettings,
        *,
        grafana_password: Input[str],
        chart: str | None = None,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, opts)
        own_labels = labels.common(self.name)
        self.namespace = Namespace(
            name,
            metadata=ObjectMetaArgs(name=settings.namespace, labels={**own_labels, **namespace_labels("privileged")}),
            opts=self.child(),
        )
        default_account(f"{name}-default", self.namespace.metadata.name, own_labels, self.child())
        self.admin_secret = Secret(
            f"{name}-grafana-admin",
            # No name: each password gets a Secret of its own, and Grafana's pod rolls to it.
            metadata=ObjectMetaArgs(namespace=self.namespace.metadata.name, labels=own_labels),
            string_data={USER_KEY: ADMIN_USER, PASSWORD_KEY: Output.secret(grafana_password)},
            immutable=True,
            opts=self.child(),
        )
        self.release = Release(
            name,
            name=RELEASE,
            namespace=self.namespace.metadata.name,
            chart=chart or NAME,
            version=None if chart else settings.chart_version,
            repository_opts=None if chart else RepositoryOptsArgs(repo=REPOSITORY),
            values=chart_values(settings, self.admin_secret.metadata.name),
            timeout=TIMEOUT_SECONDS,
            opts=self.child(),
        )
        self.grafana = Output.from_input(f"kubectl -n {settings.namespace} port-forward svc/{GRAFANA} 3000:80")
        self.register_outputs({"grafana": self.grafana})

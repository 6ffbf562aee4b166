"""The monitoring: kube-prometheus-stack in a namespace of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi import ROOT_STACK_RESOURCE, Alias, Input, Output, ResourceOptions, RunError, log
from pulumi_kubernetes.core.v1 import Namespace, Secret
from pulumi_kubernetes.helm.v3 import Release, RepositoryOptsArgs

from slipway.blocks.chart_claims import chart_claims
from slipway.blocks.chart_values import ADMIN_USER, GRAFANA, PASSWORD_KEY, USER_KEY, chart_values, derived_values
from slipway.blocks.patches import PATCHED, changes
from slipway.blocks.references import ObjectNames
from slipway.checks.connections import broken_connections
from slipway.settings.chart import NAME, RELEASE, REPOSITORY
from slipway.settings.cluster import ClusterSettings
from slipway.settings.monitoring import ADMIN_SECRET, MonitoringSettings
from slipway.settings.rollout import REVISIONS
from slipway.settings.secret_store import SecretStores
from slipway.topology.alert_routes import teams_by_namespace
from slipway.topology.apps import Alone, Graph
from slipway.topology.labels import MANAGED, Marks

from .alert_templates import templates_of
from .claims import apply_claims
from .component import Component, metadata
from .monitoring_network import MonitoringNetwork
from .namespace_objects import NamespaceObjects, create_namespace
from .namespace_secrets import NamespaceSecrets, SecretValues

TIMEOUT_SECONDS = 600
"""The time limit until the pods of the chart are ready. On a new node, the images take minutes to download."""
ANEW = "remove monitoring from the stack file, run `pulumi up`, and add it again: its data is deleted"
"""The way to a volume that a claim of the monitoring cannot become."""


class MonitoringStack(Component):
    """A namespace with limits and a closed network, the Secret of Grafana's administrator, the claims of Prometheus and
    Alertmanager, and the release `monitoring`
    of the chart. The namespace allows privileged pods, because the node exporter reads data of its node.

    `grafana_password` is the password of the administrator. Leave it out if `settings.secrets` has a source for
    `grafana-admin`; `secret_stores` are then the stores of these sources. `pull_secrets` of the settings are existing
    Secrets, Secrets from `settings.secrets`, or Secrets with values in `secret_values` and names in `own_secrets`.

    `graph` has the apps of a whole stack: Prometheus scrapes them, and their teams get alerts. Without it,
    `connectsTo` of `settings.prometheus` has the targets, and `cluster` has the settings of the cluster.

    `chart` is a folder or archive with the chart. By default the pinned version comes from its public repository.
    `protect_namespace` stops Pulumi from deleting the namespace with all metrics. `marks` are labels and annotations of
    its objects, except for those that the chart makes.
    """

    namespace: Namespace
    """The namespace of the chart."""
    release: Release
    """The release of the chart."""
    grafana: Output[str]
    """The command that opens Grafana."""
    admin_secret: Input[str]
    """The name of the administrator's Secret."""

    def __init__(
        self,
        name: str,
        settings: MonitoringSettings,
        *,
        grafana_password: Input[str] | None = None,
        secret_values: SecretValues | None = None,
        own_secrets: Sequence[str] = (),
        secret_stores: SecretStores | None = None,
        cluster: ClusterSettings | None = None,
        graph: Graph | None = None,
        chart: str | None = None,
        protect_namespace: bool = False,
        marks: Marks = MANAGED,
        opts: ResourceOptions | None = None,
    ) -> None:
        if (grafana_password is None) == (ADMIN_SECRET not in settings.secrets):
            raise RunError(f"{name}: expected either grafana_password or settings.secrets with {ADMIN_SECRET}")
        graph = graph or _alone(settings, cluster or ClusterSettings())
        templates = templates_of(name, settings.alerting)
        super().__init__(name, opts)
        self._around, self.marks = marks, marks.of_app(self.name)
        own = create_namespace(
            self,
            name,
            settings.namespace,
            settings.as_namespace(),
            marks=self.marks,
            annotations=_told(settings),
            protect=protect_namespace,
        )
        self.namespace = own.namespace
        self.network = MonitoringNetwork(
            name,
            settings,
            graph,
            namespace=own.namespace.metadata.name,
            marks=self.marks,
            opts=self.child(),
        )
        names = self._create_secrets(settings, own, secret_values, own_secrets, secret_stores or {})
        self.admin_secret = (
            self._create_admin_secret(name, own, grafana_password) if grafana_password else names[ADMIN_SECRET]
        )
        names = {**names, ADMIN_SECRET: self.admin_secret}
        values = self._values(settings, names, teams_by_namespace(graph.declared), templates)
        # Before the release: the operator's StatefulSets find their claims by name, and cannot grow them.
        claims = apply_claims(
            self, name, chart_claims(settings, values), namespace=own.name, marks=self.marks, instead=ANEW
        )
        self.release = Release(
            name,
            name=RELEASE,
            namespace=own.namespace.metadata.name,
            chart=chart or NAME,
            version=None if chart else settings.chart_version,
            repository_opts=None if chart else RepositoryOptsArgs(repo=REPOSITORY),
            values=values,
            timeout=TIMEOUT_SECONDS,
            opts=self.child(depends_on=[self.network, *own.bounds, *claims]),
        )
        self.grafana = Output.from_input(f"kubectl -n {settings.namespace} port-forward svc/{GRAFANA} 3000:80")
        self.register_outputs({"grafana": self.grafana})

    def _create_secrets(
        self,
        settings: MonitoringSettings,
        own: NamespaceObjects,
        values: SecretValues | None,
        names: Sequence[str],
        stores: SecretStores,
    ) -> ObjectNames:
        """All Secrets except the one from `grafana_password`. Returns their real names."""
        options = self.child(aliases=[Alias(parent=ROOT_STACK_RESOURCE)])
        inside = own.namespace.metadata.name
        secrets = NamespaceSecrets(settings.namespace, inside, self._around, options, stores)
        return {
            **{name: name for name in settings.secrets},
            **(secrets.create(values, names, REVISIONS) if values else {}),
            **secrets.create_sources(settings.secrets),
        }

    def _create_admin_secret(self, name: str, own: NamespaceObjects, password: Input[str]) -> Output[str]:
        """Pulumi generates the name: each new password creates a new Secret, and Grafana's pod is replaced."""
        return Secret(
            f"{name}-grafana-admin",
            metadata=metadata(None, own.namespace.metadata.name, self.marks),
            string_data={USER_KEY: ADMIN_USER, PASSWORD_KEY: Output.secret(password)},
            immutable=True,
            opts=self.child(),
        ).metadata.name

    def _values(
        self, settings: MonitoringSettings, secrets: ObjectNames, teams: Mapping[str, str], templates: Mapping[str, str]
    ) -> dict[str, Any]:
        values = chart_values(settings, secrets, teams=teams, templates=templates)
        if settings.extra_values:
            if not changes(derived_values(settings, secrets, teams=teams, templates=templates), values):
                already = ", ".join(settings.extra_values.paths())
                raise RunError(f"{self.name}: extraValues.values: no effect: {already} already has this value")
            log.info(f"patched {settings.extra_values.told()}", self)
        return values


def _alone(settings: MonitoringSettings, cluster: ClusterSettings) -> Graph:
    declared = Alone(cluster=cluster, monitoring=settings)
    if problems := list(broken_connections(declared)):
        raise RunError("\n".join(map(str, problems)))
    return Graph.of(declared)


def _told(settings: MonitoringSettings) -> Mapping[str, str]:
    return {PATCHED: settings.extra_values.told()} if settings.extra_values else {}

"""A namespace, and the rules that hold in it."""

from pulumi import ROOT_STACK_RESOURCE, Alias, Output, ResourceOptions, RunError
from pydantic import TypeAdapter

from slipway.blocks import labels
from slipway.checks.names import belongs_to_cluster
from slipway.checks.quota import defaults_above_maxima
from slipway.settings.cluster import ClusterSettings
from slipway.settings.fields import DnsLabel
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings
from slipway.topology.apps import Alone, Graph

from .component import Component
from .namespace_objects import create_namespace
from .network import NetworkPolicies


class ManagedNamespace(Component):
    """A Namespace with its level of Pod Security, a closed network, a LimitRange, a default ServiceAccount without a
    token, and if the settings ask for them a ResourceQuota and the rights of a team. All of it goes when the Namespace
    goes.

    `namespace` is its name, for what is made in it, once its bounds are in force. An app that is given the component
    itself (`namespace=shop`) waits for the closed network too, and opens its declared connections in it.
    `graph` is the apps of a whole stack, whose connections the namespace then opens itself. `cluster` is where it is;
    by default the DNS of the cluster is labelled as nearly everywhere. `protect_namespace` keeps Pulumi from deleting
    the namespace with every volume in it.
    Raises `pulumi.RunError` for a namespace of the cluster's own, and for defaults that are above the maxima.
    """

    names = TypeAdapter(DnsLabel)
    earlier_classes = ("Environment",)

    namespace: Output[str]

    def __init__(
        self,
        name: str,
        settings: ManagedNamespaceSettings,
        *,
        cluster: ClusterSettings | None = None,
        graph: Graph | None = None,
        protect_namespace: bool = False,
        opts: ResourceOptions | None = None,
    ) -> None:
        if belongs_to_cluster(name):
            raise RunError(f"{name} belongs to the cluster; expected a namespace of one's own, for example shop")
        if problems := list(defaults_above_maxima(name, settings)):
            raise RunError("\n".join(map(str, problems)))
        super().__init__(name, opts)
        self.team, self.labels = settings.team, labels.owned_by(settings.team)
        self.graph = graph or _without_apps(name, cluster or ClusterSettings())
        own = create_namespace(self, name, self.name, settings, labels=self.labels, protect=protect_namespace)
        self.owner, self.namespace = own.namespace, own.name
        self.network = NetworkPolicies(
            name,
            self.graph,
            namespace=self.namespace,
            team=settings.team,
            opts=self.child(deleted_with=self.owner, aliases=[Alias(parent=ROOT_STACK_RESOURCE)]),
        )
        self.register_outputs({"namespace": self.namespace})

    @property
    def cluster(self) -> ClusterSettings:
        """The cluster around it."""
        return self.graph.declared.cluster

    def knows(self, app: str) -> bool:
        """The graph holds the app, so that its connections are open already."""
        return app in self.graph.declared.namespaces[self.name].apps


def _without_apps(name: str, cluster: ClusterSettings) -> Graph:
    return Graph.of(Alone({name: NamespaceSettings()}, cluster))

"""A namespace with Pod Security, a closed network, limits and rights."""

from pulumi import ROOT_STACK_RESOURCE, Alias, Output, ResourceOptions, RunError
from pulumi_kubernetes.core.v1 import Namespace
from pydantic import TypeAdapter

from slipway.checks.names import belongs_to_cluster
from slipway.checks.quota import defaults_above_maxima
from slipway.settings.cluster import ClusterSettings
from slipway.settings.fields import DnsLabel
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings
from slipway.topology.apps import Alone, Graph
from slipway.topology.labels import marks_of

from .component import Component
from .namespace_objects import create_namespace
from .network import NetworkPolicies


class ManagedNamespace(Component):
    """A Namespace with a level of Pod Security, a closed network, a LimitRange, a default ServiceAccount without a
    token, rules for who deploys, and on request a ResourceQuota and the rights of a team. All of it is deleted with the
    Namespace.

    An app with the component itself as its namespace (`namespace=shop`) waits for the closed network too, opens the
    connections in its `connectsTo`, and keeps its name for itself.

    `graph` has the apps of a whole stack; the namespace then opens their connections itself. `cluster` has the settings
    of the cluster; the default expects the usual labels of the DNS pods. `protect_namespace` stops Pulumi from deleting
    the namespace with every volume in it.

    Raises `pulumi.RunError` for a namespace that belongs to the cluster, and for default limits above the maxima.
    """

    names = TypeAdapter(DnsLabel)
    earlier_classes = ("Environment",)

    owner: Namespace
    """The Namespace itself."""
    namespace: Output[str]
    """The name of the namespace, as an Output that waits for the LimitRange and the quota."""

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
            raise RunError(f"{name} belongs to the cluster; expected another namespace, for example shop")
        if problems := list(defaults_above_maxima(name, settings)):
            raise RunError("\n".join(map(str, problems)))
        super().__init__(name, opts)
        self.marks = marks_of(settings)
        self.graph = graph or _without_apps(name, cluster or ClusterSettings())
        own = create_namespace(
            self,
            name,
            self.name,
            settings,
            marks=self.marks,
            apps=self.graph.declared.namespaces[self.name].apps,
            protect=protect_namespace,
        )
        self.owner, self.namespace = own.namespace, own.name
        self.network = NetworkPolicies(
            name,
            self.graph,
            namespace=self.namespace,
            marks=self.marks,
            opts=self.child(deleted_with=self.owner, aliases=[Alias(parent=ROOT_STACK_RESOURCE)]),
        )
        self.register_outputs({"namespace": self.namespace})

    @property
    def cluster(self) -> ClusterSettings:
        """The settings of the cluster."""
        return self.graph.declared.cluster

    def knows(self, app: str) -> bool:
        """True if the graph has the app. The namespace has then opened its connections."""
        return app in self.graph.declared.namespaces[self.name].apps


def _without_apps(name: str, cluster: ClusterSettings) -> Graph:
    return Graph.of(Alone({name: NamespaceSettings()}, cluster))

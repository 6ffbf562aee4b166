"""The network of a namespace: closed, except for the declared connections of its apps."""

from pulumi import Input, ResourceOptions

from slipway.settings.served import ServiceAppSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.labels import MANAGED, Marks

from .component import Component, scoped
from .policies import close_network, create_app_policies, create_certificate_checks, create_chart_policies


class NetworkPolicies(Component):
    """A default-deny policy for all pods of a namespace, a policy for DNS, and the declared connections of its apps.

    The pods of the namespace should wait for this component. Otherwise they can start in an open network.
    """

    def __init__(
        self,
        namespace_name: str,
        graph: Graph,
        *,
        namespace: Input[str],
        marks: Marks = MANAGED,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(scoped(namespace_name, "network"), opts)
        cluster = graph.declared.cluster
        close_network(self, namespace_name, cluster, namespace=namespace, marks=marks)
        apps = graph.declared.namespaces[namespace_name].apps
        ingresses = [app.ingress for app in apps.values() if isinstance(app, ServiceAppSettings) and app.ingress]
        if any(each.cluster_issuer or each.issuer for each in ingresses):
            create_certificate_checks(self, namespace_name, cluster, namespace=namespace, marks=marks)
        for name in apps:
            which = AppId(namespace_name, name)
            create_app_policies(self, namespace_name, graph, which, namespace=namespace, marks=marks)
        for name in graph.declared.namespaces[namespace_name].charts:
            which = AppId(namespace_name, name)
            create_chart_policies(self, namespace_name, graph, which, namespace=namespace, marks=marks)
        self.register_outputs({})

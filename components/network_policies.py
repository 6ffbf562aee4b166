"""What is open in the network of a namespace, and closes all the rest."""

from pulumi import Input, ResourceOptions

from slipway.blocks import cilium_policy, labels, network_policy
from slipway.settings.workloads import ServiceAppSettings
from slipway.topology.apps import AppId, Graph
from slipway.topology.traffic import traffic

from .closed_network import NAMESPACE_WIDE, ClosedNetwork


class NetworkPolicies(ClosedNetwork):
    """Default-deny for every pod of a namespace, and what its apps declare.

    Each app that may be reached or may reach somebody has one policy, called after it, with both directions.
    """

    def __init__(
        self,
        namespace_name: str,
        graph: Graph,
        *,
        namespace: Input[str],
        team: str | None = None,
        opts: ResourceOptions | None = None,
    ) -> None:
        own_labels, dns = labels.owned_by(team), graph.stack.cluster.dns
        super().__init__(namespace_name, dns, namespace=namespace, own_labels=own_labels, opts=opts)
        self._own, self._graph, self._team = namespace_name, graph, team
        self._for_solvers()
        for name in graph.stack.namespaces[namespace_name].apps:
            self._for_app(AppId(namespace_name, name))
        self.register_outputs({})

    def _for_solvers(self) -> None:
        cluster, apps = self._graph.stack.cluster, self._graph.stack.namespaces[self._own].apps
        ingresses = [app.ingress for app in apps.values() if isinstance(app, ServiceAppSettings) and app.ingress]
        if cluster.ingress and any(each.cluster_issuer or each.issuer for each in ingresses):
            solver = network_policy.acme_solver(cluster.ingress)
            self.policy(f"{NAMESPACE_WIDE}acme-solver", solver, labels.owned_by(self._team))

    def _for_app(self, which: AppId) -> None:
        app, cluster = self._graph.app(which), self._graph.stack.cluster
        allowed, selector = traffic(self._graph, which), labels.selector(which.name)
        own_labels = labels.common(which.name, self._team)
        if allowed.ingress or allowed.egress:
            self.policy(which.name, network_policy.app_policy(selector, allowed), own_labels)
        if cluster.network_policies == "cilium":
            spec = cilium_policy.cilium_policy(app, selector, cluster.dns)
            if spec:
                self.cilium_policy(which.name, spec, own_labels)

"""What is open in the network of a namespace, and closes all the rest."""

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.networking.v1 import NetworkPolicy, NetworkPolicySpecArgs

from blocks.network import cilium_policy, network_policy
from blocks.words import labels
from components.base import Component, metadata, scoped
from settings.graph.graph import AppId, Graph
from settings.graph.traffic import traffic
from settings.kinds.app import AppSettings

NAMESPACE_WIDE = "slipway."
"""What the names of policies begin with that are no app's: no app's name holds a dot."""


class NetworkPolicies(Component):
    """Default-deny for every pod of a namespace, and what its apps declare.

    Each app that may be reached or may reach somebody has one policy, called after it, with both directions. The pods
    of the namespace should wait for this component, so that none ever runs in an open network.
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
        super().__init__(scoped(namespace_name, "network"), opts)
        self._own, self._graph, self._namespace, self._team = namespace_name, graph, namespace, team
        self._for_all_pods()
        for name in graph.stack.namespaces[namespace_name].apps:
            self._for_app(AppId(namespace_name, name))
        self.register_outputs({})

    def _for_all_pods(self) -> None:
        cluster, apps = self._graph.stack.cluster, self._graph.stack.namespaces[self._own].apps
        self._policy(f"{NAMESPACE_WIDE}default-deny", network_policy.default_deny(), labels.owned_by(self._team))
        self._policy(f"{NAMESPACE_WIDE}dns", network_policy.dns(cluster.dns), labels.owned_by(self._team))
        ingresses = [app.ingress for app in apps.values() if isinstance(app, AppSettings) and app.ingress]
        if cluster.ingress and any(each.cluster_issuer or each.issuer for each in ingresses):
            solver = network_policy.acme_solver(cluster.ingress)
            self._policy(f"{NAMESPACE_WIDE}acme-solver", solver, labels.owned_by(self._team))

    def _for_app(self, which: AppId) -> None:
        app, cluster = self._graph.app(which), self._graph.stack.cluster
        allowed, selector = traffic(self._graph, which), labels.selector(which.name)
        if allowed.ingress or allowed.egress:
            policy = network_policy.app_policy(selector, allowed)
            self._policy(which.name, policy, labels.common(which.name, self._team))
        if cluster.network_policies == "cilium":
            spec = cilium_policy.cilium_policy(app, selector, cluster.dns)
            if spec:
                CustomResource(
                    scoped(self._own, which.name),
                    api_version=cilium_policy.API_VERSION,
                    kind=cilium_policy.KIND,
                    metadata=metadata(which.name, self._namespace, labels.common(which.name, self._team)),
                    spec=spec,
                    opts=self.child(),
                )

    def _policy(self, name: str, spec: NetworkPolicySpecArgs, own_labels: dict[str, str]) -> None:
        NetworkPolicy(
            scoped(self._own, name),
            metadata=metadata(name, self._namespace, own_labels),
            spec=spec,
            opts=self.child(),
        )

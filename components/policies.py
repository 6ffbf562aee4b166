"""Network policies, as children of a component."""

from typing import Any

from pulumi import Input, Resource
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.networking.v1 import NetworkPolicy, NetworkPolicySpecArgs

from slipway.blocks import cilium_policy, network_policy
from slipway.settings.cluster import ClusterSettings
from slipway.topology import labels
from slipway.topology.apps import AppId, Graph
from slipway.topology.cluster_peers import certificate_checks
from slipway.topology.labels import Marks
from slipway.topology.releases import release_part
from slipway.topology.traffic import traffic

from .component import Component, metadata, scoped

NAMESPACE_WIDE = "slipway."
"""The prefix for names of policies that belong to no app. Names of apps have no dot, so no app has such a name."""


def create_policy(
    owner: Component,
    scope: str,
    name: str,
    spec: NetworkPolicySpecArgs,
    *,
    namespace: Input[str],
    marks: Marks,
) -> NetworkPolicy:
    """Register a NetworkPolicy. `scope` is the first part of its Pulumi name."""
    return NetworkPolicy(scoped(scope, name), metadata=metadata(name, namespace, marks), spec=spec, opts=owner.child())


def create_cilium_policy(
    owner: Component,
    scope: str,
    name: str,
    spec: dict[str, Any],
    *,
    namespace: Input[str],
    marks: Marks,
) -> CustomResource:
    """Register a CiliumNetworkPolicy."""
    return CustomResource(
        scoped(scope, name),
        api_version=cilium_policy.API_VERSION,
        kind=cilium_policy.KIND,
        metadata=metadata(name, namespace, marks),
        spec=spec,
        opts=owner.child(),
    )


def close_network(
    owner: Component, scope: str, cluster: ClusterSettings, *, namespace: Input[str], marks: Marks
) -> None:
    """Deny all traffic of all pods in the namespace, except DNS."""
    dns = f"{NAMESPACE_WIDE}dns"
    rules = {f"{NAMESPACE_WIDE}default-deny": network_policy.default_deny(), dns: network_policy.dns(cluster.dns)}
    for name, spec in rules.items():
        create_policy(owner, scope, name, spec, namespace=namespace, marks=marks)
    on_nodes = cilium_policy.dns_policy(cluster.dns) if cluster.network_policies == "cilium" else None
    if on_nodes:
        create_cilium_policy(owner, scope, dns, on_nodes, namespace=namespace, marks=marks)


def create_certificate_checks(
    owner: Component, scope: str, cluster: ClusterSettings, *, namespace: Input[str], marks: Marks
) -> None:
    """Let the ingress controller reach the solver pods of cert-manager."""
    name, solver, rules = f"{NAMESPACE_WIDE}acme-solver", network_policy.ACME_SOLVER, certificate_checks(cluster)
    spec = network_policy.ingress_policy(solver, rules)
    if spec.ingress:
        create_policy(owner, scope, name, spec, namespace=namespace, marks=marks)
    if named := cilium_policy.callers_policy(solver, rules):
        create_cilium_policy(owner, scope, name, named, namespace=namespace, marks=marks)


def create_app_policies(
    owner: Component, scope: str, graph: Graph, which: AppId, *, namespace: Input[str], marks: Marks
) -> list[Resource]:
    """Register the policies of an app, with its name, for both directions. An app without connections has none."""
    app, cluster = graph.app(which), graph.declared.cluster
    allowed, selector = traffic(graph, which), labels.selector(which.name)
    own = marks.of_app(which.name)
    created: list[Resource] = []
    if allowed.ingress or allowed.egress:
        spec = network_policy.app_policy(selector, allowed)
        created.append(create_policy(owner, scope, which.name, spec, namespace=namespace, marks=own))
    cilium = cluster.network_policies == "cilium"
    named = cilium_policy.cilium_policy(app, selector, cluster.dns, allowed) if cilium else None
    if named:
        created.append(create_cilium_policy(owner, scope, which.name, named, namespace=namespace, marks=own))
    return created


def create_chart_policies(
    owner: Component,
    scope: str,
    graph: Graph,
    which: AppId,
    *,
    namespace: Input[str],
    marks: Marks,
) -> None:
    """Register the policies of a Helm chart, with its name, for both directions."""
    part, cluster = release_part(graph, which), graph.declared.cluster
    selector = graph.declared.namespaces[which.namespace].charts[which.name].labels_of_pods(which.name)
    spec = network_policy.app_policy(selector, part.traffic)
    create_policy(owner, scope, which.name, spec, namespace=namespace, marks=marks)
    cilium = cluster.network_policies == "cilium"
    named = cilium_policy.monitoring_policy(part, selector, cluster.dns) if cilium else None
    if named:
        create_cilium_policy(owner, scope, which.name, named, namespace=namespace, marks=marks)

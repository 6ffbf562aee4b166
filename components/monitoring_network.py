"""The network of the monitoring: closed, except for the connections of the chart."""

from pulumi import Input, ResourceOptions

from slipway.blocks import cilium_policy, network_policy
from slipway.settings.monitoring import MonitoringSettings
from slipway.topology.apps import Graph
from slipway.topology.chart_pods import LABELS
from slipway.topology.labels import Marks
from slipway.topology.monitoring import monitoring_traffic

from .component import Component, scoped
from .policies import close_network, create_cilium_policy, create_policy


class MonitoringNetwork(Component):
    """A default-deny policy for all pods, and for each part of the chart a policy with its name, for both directions.

    The Helm release waits for this component and is deleted before it, so the policies exist while Helm's hooks run.
    """

    def __init__(
        self,
        scope: str,
        settings: MonitoringSettings,
        graph: Graph,
        *,
        namespace: Input[str],
        marks: Marks,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(scoped(scope, "network"), opts)
        cluster = graph.declared.cluster
        close_network(self, scope, cluster, namespace=namespace, marks=marks)
        for name, part in monitoring_traffic(graph, settings).items():
            spec = network_policy.app_policy(LABELS[name], part.traffic)
            create_policy(self, scope, name, spec, namespace=namespace, marks=marks)
            if cluster.network_policies == "cilium":
                named = cilium_policy.monitoring_policy(part, LABELS[name], cluster.dns)
                if named:
                    create_cilium_policy(self, scope, name, named, namespace=namespace, marks=marks)
        self.register_outputs({})

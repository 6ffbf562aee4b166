"""What is open in the network of the monitoring, and closes all the rest."""

from collections.abc import Mapping

from pulumi import Input, ResourceOptions

from slipway.blocks import cilium_policy, network_policy
from slipway.settings.monitoring import MonitoringSettings
from slipway.topology.apps import Graph
from slipway.topology.chart_pods import LABELS
from slipway.topology.monitoring import monitoring_traffic

from .closed_network import ClosedNetwork


class MonitoringNetwork(ClosedNetwork):
    """Default-deny for every pod, and for each part of the chart one policy, called after it, with both directions.

    Helm makes the pods: its release waits for this component, and goes before it, so that hooks find their ways open.
    """

    def __init__(
        self,
        scope: str,
        settings: MonitoringSettings,
        graph: Graph,
        *,
        namespace: Input[str],
        own_labels: Mapping[str, str],
        opts: ResourceOptions | None = None,
    ) -> None:
        cluster = graph.stack.cluster
        super().__init__(scope, cluster.dns, namespace=namespace, own_labels=own_labels, opts=opts)
        for name, part in monitoring_traffic(graph, settings).items():
            self.policy(name, network_policy.app_policy(LABELS[name], part.traffic), own_labels)
            if cluster.network_policies == "cilium":
                spec = cilium_policy.monitoring_policy(part, LABELS[name], cluster.dns)
                if spec:
                    self.cilium_policy(name, spec, own_labels)
        self.register_outputs({})

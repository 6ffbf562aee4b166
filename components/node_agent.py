"""An agent on every node."""

from typing import Any

from pulumi_kubernetes.apps.v1 import DaemonSet, DaemonSetSpecArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from slipway.blocks import await_annotations
from slipway.blocks.rollout import agent_strategy
from slipway.settings.kinds import NodeAgentSettings

from .workload import Workload


class NodeAgent(Workload[NodeAgentSettings]):
    """A DaemonSet and its ServiceAccount; nothing leads to it, though its port may be scraped."""

    def own(self, settings: NodeAgentSettings) -> dict[str, Any]:
        """Its DaemonSet."""
        by_hand = settings.rollout.type == "OnDelete"
        patience = (
            await_annotations.SKIP if by_hand else await_annotations.at_most(settings.rollout.progress_deadline_seconds)
        )
        self.daemon_set = DaemonSet(
            self.pulumi_name,
            metadata=self.controller_metadata(patience),
            spec=DaemonSetSpecArgs(
                selector=LabelSelectorArgs(match_labels=self.selector),
                update_strategy=agent_strategy(settings.rollout),
                min_ready_seconds=settings.rollout.min_ready_seconds,
                revision_history_limit=settings.rollout.revision_history_limit,
                template=self.pods(),
            ),
            opts=self.controller_options(),
        )
        return {}

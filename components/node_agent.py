"""An app with one pod on each node."""

from pulumi_kubernetes.apps.v1 import DaemonSet, DaemonSetSpecArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from typing_extensions import Unpack

from slipway.blocks import await_annotations
from slipway.blocks.rollout import agent_strategy
from slipway.settings.kinds import NodeAgentSettings

from .app import App, AppArgs
from .pods import create_pods
from .scaling import create_vertical_autoscaler
from .services import create_agent_service


class NodeAgent(App[NodeAgentSettings]):
    """A DaemonSet and its ServiceAccount, and a Service if the settings ask for one. Prometheus can scrape its port."""

    daemon_set: DaemonSet
    """The DaemonSet."""

    def __init__(self, name: str, settings: NodeAgentSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        rollout, pods = settings.rollout, create_pods(self)
        by_hand = rollout.type == "OnDelete"
        self.daemon_set = DaemonSet(
            name,
            metadata=self.controller_metadata(
                await_annotations.SKIP if by_hand else await_annotations.at_most(rollout.progress_deadline_seconds)
            ),
            spec=DaemonSetSpecArgs(
                selector=LabelSelectorArgs(match_labels=self.selector),
                update_strategy=agent_strategy(rollout),
                min_ready_seconds=rollout.min_ready_seconds,
                revision_history_limit=rollout.revision_history_limit,
                template=pods.template,
            ),
            opts=pods.controller_options(self),
        )
        create_vertical_autoscaler(self, self.daemon_set)
        self.finish(create_agent_service(self))

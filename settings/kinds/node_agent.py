"""An agent on every node: for logs, metrics, storage or the network."""

from typing import Literal

from settings.kinds.process import ProcessSettings
from settings.rollout.agent_rollout import AgentRolloutSettings


class NodeAgentSettings(ProcessSettings):
    """A DaemonSet. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/"""

    kind: Literal["agent"] = "agent"
    """The kind of app."""
    rollout: AgentRolloutSettings = AgentRolloutSettings()
    """How a new version replaces the old one, node by node."""

"""An agent on every node: for logs, metrics, storage or the network."""

from typing import Literal

from settings.agent_rollout import AgentRolloutSettings
from settings.pod import PodSettings
from settings.probes import ProbesSettings
from settings.vocabulary import Port


class NodeAgentSettings(PodSettings):
    """A DaemonSet. https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/"""

    kind: Literal["agent"] = "agent"
    """The kind of app."""
    port: Port | None = None
    """Where it tells its metrics; no Service leads there. Default: it listens nowhere."""
    probes: ProbesSettings = ProbesSettings()
    """How Kubernetes learns that it works, where it has a port."""
    rollout: AgentRolloutSettings = AgentRolloutSettings()
    """How a new version replaces the old one, node by node."""

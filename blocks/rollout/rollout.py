"""How each kind of controller exchanges its pods for those of a new version."""

from pulumi_kubernetes.apps.v1 import (
    DaemonSetUpdateStrategyArgs,
    DeploymentStrategyArgs,
    RollingUpdateDaemonSetArgs,
    RollingUpdateDeploymentArgs,
    RollingUpdateStatefulSetStrategyArgs,
    StatefulSetUpdateStrategyArgs,
)

from settings.rollout.agent_rollout import AgentRolloutSettings
from settings.rollout.rollout import RolloutSettings
from settings.rollout.stateful_rollout import StatefulRolloutSettings


def deployment_strategy(settings: RolloutSettings) -> DeploymentStrategyArgs:
    """Rolling, or all at once."""
    rolling = RollingUpdateDeploymentArgs(max_surge=settings.max_surge, max_unavailable=settings.max_unavailable)
    return DeploymentStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )


def stateful_strategy(settings: StatefulRolloutSettings) -> StatefulSetUpdateStrategyArgs | None:
    """None when nothing is said: Kubernetes then rolls from the last pod to the first."""
    if settings.type == "OnDelete":
        return StatefulSetUpdateStrategyArgs(type="OnDelete")
    if settings.partition is None and settings.max_unavailable is None:
        return None
    rolling = RollingUpdateStatefulSetStrategyArgs(
        partition=settings.partition, max_unavailable=settings.max_unavailable
    )
    return StatefulSetUpdateStrategyArgs(type="RollingUpdate", rolling_update=rolling)


def agent_strategy(settings: AgentRolloutSettings) -> DaemonSetUpdateStrategyArgs:
    """Node by node, or when somebody deletes a pod."""
    rolling = RollingUpdateDaemonSetArgs(max_surge=settings.max_surge, max_unavailable=settings.unavailable)
    return DaemonSetUpdateStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )

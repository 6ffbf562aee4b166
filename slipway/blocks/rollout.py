"""Update strategies and disruption budgets."""

from collections.abc import Mapping

from pulumi_kubernetes.apps.v1 import (
    DaemonSetUpdateStrategyArgs,
    DeploymentStrategyArgs,
    RollingUpdateDaemonSetArgs,
    RollingUpdateDeploymentArgs,
    RollingUpdateStatefulSetStrategyArgs,
    StatefulSetUpdateStrategyArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.policy.v1 import PodDisruptionBudgetSpecArgs

from slipway.settings.rollout import AgentRolloutSettings, DisruptionSettings, RolloutSettings, StatefulRolloutSettings
from slipway.settings.workloads import ReplicatedSettings


def deployment_strategy(settings: RolloutSettings) -> DeploymentStrategyArgs:
    """The strategy of a Deployment."""
    rolling = RollingUpdateDeploymentArgs(max_surge=settings.max_surge, max_unavailable=settings.max_unavailable)
    return DeploymentStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )


def stateful_strategy(settings: StatefulRolloutSettings) -> StatefulSetUpdateStrategyArgs | None:
    """The update strategy of a StatefulSet; None for the default of Kubernetes."""
    if settings.type == "OnDelete":
        return StatefulSetUpdateStrategyArgs(type="OnDelete")
    if settings.partition is None and settings.max_unavailable is None:
        return None
    rolling = RollingUpdateStatefulSetStrategyArgs(
        partition=settings.partition, max_unavailable=settings.max_unavailable
    )
    return StatefulSetUpdateStrategyArgs(type="RollingUpdate", rolling_update=rolling)


def agent_strategy(settings: AgentRolloutSettings) -> DaemonSetUpdateStrategyArgs:
    """The update strategy of a DaemonSet."""
    rolling = RollingUpdateDaemonSetArgs(max_surge=settings.max_surge, max_unavailable=settings.unavailable)
    return DaemonSetUpdateStrategyArgs(
        type=settings.type, rolling_update=rolling if settings.type == "RollingUpdate" else None
    )


def disruption_budget(settings: ReplicatedSettings, selector: Mapping[str, str]) -> PodDisruptionBudgetSpecArgs | None:
    """The disruption budget of an app; None for a single pod, whose budget would block the drain of its node, and for
    an app that is stopped.

    A pod that is not ready may always be evicted: it gets no traffic, and would otherwise block the drain.
    """
    if settings.most_replicas <= 1:
        return None
    return PodDisruptionBudgetSpecArgs(
        selector=LabelSelectorArgs(match_labels=selector),
        max_unavailable=(settings.disruption or DisruptionSettings()).max_unavailable,
        unhealthy_pod_eviction_policy="AlwaysAllow",
    )

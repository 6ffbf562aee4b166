"""The exchange of pods: update strategies, disruption budgets, jobs."""

from collections.abc import Mapping

from pulumi_kubernetes.apps.v1 import (
    DaemonSetUpdateStrategyArgs,
    DeploymentStrategyArgs,
    RollingUpdateDaemonSetArgs,
    RollingUpdateDeploymentArgs,
    RollingUpdateStatefulSetStrategyArgs,
    StatefulSetUpdateStrategyArgs,
)
from pulumi_kubernetes.batch.v1 import (
    JobSpecArgs,
    PodFailurePolicyArgs,
    PodFailurePolicyOnPodConditionsPatternArgs,
    PodFailurePolicyRuleArgs,
)
from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.policy.v1 import PodDisruptionBudgetSpecArgs

from slipway.settings.rollout import AgentRolloutSettings, DisruptionSettings, RolloutSettings, StatefulRolloutSettings
from slipway.settings.workloads import JobSettings, ReplicatedSettings


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


def disruption_budget(settings: ReplicatedSettings, selector: Mapping[str, str]) -> PodDisruptionBudgetSpecArgs | None:
    """None for a single pod, which a budget could only chain to its node.

    A pod that is not ready may always go: it serves nobody, and would otherwise hold up the drain that could mend it.
    """
    if settings.most_replicas == 1:
        return None
    return PodDisruptionBudgetSpecArgs(
        selector=LabelSelectorArgs(match_labels=selector),
        max_unavailable=(settings.disruption or DisruptionSettings()).max_unavailable,
        unhealthy_pod_eviction_policy="AlwaysAllow",
    )


EVICTION_IS_NO_FAILURE = PodFailurePolicyArgs(
    rules=[
        PodFailurePolicyRuleArgs(
            action="Ignore",
            on_pod_conditions=[PodFailurePolicyOnPodConditionsPatternArgs(type="DisruptionTarget", status="True")],
        )
    ]
)
"""A drained node costs none of the retries; only for pods that are never restarted in place.

https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
"""


def job(
    settings: JobSettings, template: PodTemplateSpecArgs, failures: PodFailurePolicyArgs | None = None
) -> JobSpecArgs:
    """How often it is tried, and for how long."""
    return JobSpecArgs(
        template=template,
        backoff_limit=settings.backoff_limit,
        active_deadline_seconds=settings.active_deadline_seconds,
        pod_failure_policy=failures,
    )

"""A PodDisruptionBudget: maintenance takes the pods of an app one after another, and is never blocked for good.

https://kubernetes.io/docs/tasks/run-application/configure-pdb/
"""

from collections.abc import Mapping

from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.policy.v1 import PodDisruptionBudgetSpecArgs

from settings.kinds.replicated import ReplicatedSettings
from settings.rollout.disruption import DisruptionSettings


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

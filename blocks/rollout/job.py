"""A Job: pods that end."""

from pulumi_kubernetes.batch.v1 import (
    JobSpecArgs,
    PodFailurePolicyArgs,
    PodFailurePolicyOnPodConditionsPatternArgs,
    PodFailurePolicyRuleArgs,
)
from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs

from settings.kinds.job import JobSettings

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

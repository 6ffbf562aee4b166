"""The spec of a Job."""

from pulumi_kubernetes.batch.v1 import (
    JobSpecArgs,
    PodFailurePolicyArgs,
    PodFailurePolicyOnExitCodesRequirementArgs,
    PodFailurePolicyOnPodConditionsPatternArgs,
    PodFailurePolicyRuleArgs,
)
from pulumi_kubernetes.core.v1 import PodTemplateSpecArgs

from slipway.settings.jobs import JobSettings

_EVICTED = PodFailurePolicyRuleArgs(
    action="Ignore",
    on_pod_conditions=[PodFailurePolicyOnPodConditionsPatternArgs(type="DisruptionTarget", status="True")],
)


def job(name: str, settings: JobSettings, template: PodTemplateSpecArgs, *, evictions_count: bool) -> JobSpecArgs:
    """The spec of a Job of an app with this name."""
    indexed = settings.completion_mode == "Indexed"
    return JobSpecArgs(
        template=template,
        parallelism=settings.parallelism,
        completions=settings.completions,
        completion_mode="Indexed" if indexed else None,
        backoff_limit=settings.backoff_limit,
        active_deadline_seconds=settings.active_deadline_seconds,
        pod_failure_policy=_failures(name, settings, evictions_count=evictions_count),
    )


def _failures(app: str, settings: JobSettings, *, evictions_count: bool) -> PodFailurePolicyArgs | None:
    """An eviction is no failure, and exit codes mean what the settings say. The first rule that fits decides.

    https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
    """
    said = settings.pod_failure_policy
    codes = {"FailJob": said.fail_job, "Ignore": said.ignore} if said else {}
    rules = [
        *([] if evictions_count else [_EVICTED]),
        *(
            PodFailurePolicyRuleArgs(
                action=action,
                on_exit_codes=PodFailurePolicyOnExitCodesRequirementArgs(
                    container_name=app, operator="In", values=sorted(those)
                ),
            )
            for action, those in codes.items()
            if those
        ),
    ]
    return PodFailurePolicyArgs(rules=rules) if rules else None

"""The base of the kinds that end: jobs.

https://kubernetes.io/docs/concepts/workloads/controllers/job/
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from slipway.settings.app import AppSettings, PeakPods
from slipway.settings.base import Model, conflict, described_as
from slipway.settings.fields import NonNegativeInt, PositiveInt, Seconds, UniqueList, duplicates

ExitCode = Annotated[
    int, Field(strict=True, ge=1, le=255), described_as("an exit code of a failure, from 1 to 255", 42)
]

RestartPolicy = Literal["Never", "OnFailure"]


class PodFailureSettings(Model):
    """The meaning of exit codes of the app's container. All others cost a retry.

    https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
    """

    fail_job: UniqueList[ExitCode] = ()
    """Exit codes after which no retry helps: the job fails at once. Default: none."""
    ignore: UniqueList[ExitCode] = ()
    """Exit codes that cost no retry: the pod is made again. Default: none."""

    @model_validator(mode="after")
    def _each_once(self) -> "PodFailureSettings":
        if not (self.fail_job or self.ignore):
            raise conflict("expected exit codes in failJob or ignore, for example {failJob: [42]}")
        if both := duplicates(map(str, (*self.fail_job, *self.ignore))):
            raise conflict(f"{', '.join(both)} is in failJob and in ignore; expected it in one of them")
        return self


class JobSettings(AppSettings):
    """A Job.

    https://kubernetes.io/docs/concepts/workloads/controllers/job/
    """

    backoff_limit: NonNegativeInt | None = None
    """The number of retries after a failure, after 10, 20, 40 seconds and so on. Default: 6."""
    active_deadline_seconds: Seconds | None = None
    """Seconds, retries included, after which a run is stopped and counts as failed. Default: no limit."""
    parallelism: PositiveInt | None = None
    """The most pods at the same time. Default: 1."""
    completions: PositiveInt | None = None
    """The number of pods that must succeed. Default: 1; with `parallelism` the job ends when one pod has succeeded and
    the others have ended, as workers of one queue do.
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#parallel-jobs"""
    completion_mode: Literal["NonIndexed", "Indexed"] = "NonIndexed"
    """`Indexed` gives each pod a number from 0 to `completions` - 1 in the variable `JOB_COMPLETION_INDEX`.
    https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode"""
    restart_policy: RestartPolicy = "Never"
    """What follows a failure: a new pod, and the failed one stays with its log (`Never`), or the container starts again
    in the same pod (`OnFailure`)."""
    pod_failure_policy: PodFailureSettings | None = None
    """Exit codes that end the job at once, or that cost no retry. It needs `restartPolicy: Never`, with which an
    eviction costs no retry either. Default: every exit code costs one."""

    def peak_pods(self, nodes: int) -> PeakPods:
        """The pods of one run at the same time."""
        del nodes
        together = self.parallelism or 1
        return PeakPods(min(together, self.completions or together), 0)

    @model_validator(mode="after")
    def _numbers_for_all(self) -> "JobSettings":
        if self.completion_mode == "Indexed" and self.completions is None:
            raise conflict("completionMode Indexed numbers the pods up to completions; expected completions: 3")
        return self

    @model_validator(mode="after")
    def _codes_of_whole_pods(self) -> "JobSettings":
        if self.pod_failure_policy and self.restart_policy != "Never":
            raise conflict("podFailurePolicy needs restartPolicy: Never; with OnFailure no pod fails for good")
        return self

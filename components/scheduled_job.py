"""Work that runs by the clock."""

from typing import Any

from pulumi_kubernetes.batch.v1 import CronJob, CronJobSpecArgs, JobTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks.rollout import job
from slipway.settings.kinds import ScheduledJobSettings

from .workload import Workload


class ScheduledJob(Workload[ScheduledJobSettings]):
    """A CronJob and its ServiceAccount; it listens on no port and has no Service."""

    def own(self, settings: ScheduledJobSettings) -> dict[str, Any]:
        """Its CronJob."""
        run = job(settings, self.pods(restart_policy="OnFailure"))
        run.ttl_seconds_after_finished = settings.ttl_seconds_after_finished
        self.cron_job = CronJob(
            self.pulumi_name,
            metadata=self.controller_metadata(),
            spec=CronJobSpecArgs(
                schedule=settings.schedule,
                time_zone=settings.time_zone,
                concurrency_policy=settings.concurrency_policy,
                starting_deadline_seconds=settings.starting_deadline_seconds,
                successful_jobs_history_limit=settings.successful_jobs_history_limit,
                failed_jobs_history_limit=settings.failed_jobs_history_limit,
                suspend=settings.suspend or None,
                job_template=JobTemplateSpecArgs(metadata=ObjectMetaArgs(labels=self.versioned_labels), spec=run),
            ),
            opts=self.controller_options(),
        )
        return {"schedule": settings.schedule}

"""Work that runs by the clock."""

from typing import Any

from pulumi_kubernetes.batch.v1 import CronJob, CronJobSpecArgs, JobSpecArgs, JobTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from components.workload import Workload
from settings.scheduled_job import ScheduledJobSettings


class ScheduledJob(Workload[ScheduledJobSettings]):
    """A CronJob and its ServiceAccount; it listens on no port and has no Service."""

    def own(self, settings: ScheduledJobSettings) -> dict[str, Any]:
        """Its CronJob."""
        self.cron_job = CronJob(
            self.pulumi_name,
            metadata=self.controller_metadata(),
            spec=CronJobSpecArgs(
                schedule=settings.schedule,
                time_zone=settings.time_zone,
                concurrency_policy=settings.concurrency_policy,
                job_template=JobTemplateSpecArgs(
                    metadata=ObjectMetaArgs(labels=self.versioned_labels),
                    spec=JobSpecArgs(template=self.pods(restart_policy="OnFailure")),
                ),
            ),
            opts=self.child(),
        )
        return {"schedule": settings.schedule}

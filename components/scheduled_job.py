"""An app that runs on a schedule."""

from pulumi_kubernetes.batch.v1 import CronJob, CronJobSpecArgs, JobTemplateSpecArgs
from typing_extensions import Unpack

from slipway.blocks.job import job
from slipway.settings.kinds import ScheduledJobSettings

from .app import App, AppArgs
from .component import metadata
from .pods import create_pods


class ScheduledJob(App[ScheduledJobSettings]):
    """A CronJob and its ServiceAccount. It has no port and no Service."""

    cron_job: CronJob
    """The CronJob."""

    def __init__(self, name: str, settings: ScheduledJobSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        pods = create_pods(self, restart_policy=settings.restart_policy)
        run = job(self.name, settings, pods.template, evictions_count=settings.restart_policy == "OnFailure")
        run.ttl_seconds_after_finished = settings.ttl_seconds_after_finished
        self.cron_job = CronJob(
            name,
            metadata=self.controller_metadata(),
            spec=CronJobSpecArgs(
                schedule=settings.schedule,
                time_zone=settings.time_zone,
                concurrency_policy=settings.concurrency_policy,
                starting_deadline_seconds=settings.starting_deadline_seconds,
                successful_jobs_history_limit=settings.successful_jobs_history_limit,
                failed_jobs_history_limit=settings.failed_jobs_history_limit,
                suspend=settings.suspend or None,
                job_template=JobTemplateSpecArgs(metadata=metadata(None, None, self.versioned_marks), spec=run),
            ),
            opts=pods.controller_options(self),
        )
        self.finish({"schedule": settings.schedule})

"""Work that runs by the clock."""

from pulumi import Input, ResourceOptions
from pulumi_kubernetes.batch.v1 import CronJob, CronJobSpecArgs, JobSpecArgs, JobTemplateSpecArgs
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from blocks.container import Names
from components.workload import AS_REFERRED, Workload
from settings.scheduled_job import ScheduledJobSettings


class ScheduledJob(Workload):
    """A CronJob and its ServiceAccount; it listens on no port and has no Service.

    `config_maps` and `secrets` tell what the objects that the settings refer to are really called.
    """

    reach: dict[str, str]

    def __init__(
        self,
        name: str,
        settings: ScheduledJobSettings,
        *,
        namespace: Input[str],
        config_maps: Names = AS_REFERRED,
        secrets: Names = AS_REFERRED,
        team: str | None = None,
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__(
            name, settings, namespace=namespace, config_maps=config_maps, secrets=secrets, team=team, opts=opts
        )
        self.cron_job = CronJob(
            name,
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
        self.reach = {"schedule": settings.schedule}
        self.register_outputs(self.reach)

"""A task that runs once per release, before the rollout of the apps that wait for it."""

from pulumi import Output
from pulumi_kubernetes.batch.v1 import Job
from typing_extensions import Unpack

from slipway.blocks import await_annotations
from slipway.blocks.naming import digest
from slipway.blocks.rollout import EVICTION_IS_NO_FAILURE, job
from slipway.settings.kinds import TaskSettings

from .app import App, AppArgs
from .component import metadata
from .pods import create_pods


class Task(App[TaskSettings]):
    """A Job and its ServiceAccount. Components with this task in their `tasks` wait for it.

    The template of a Job is immutable, so the name of the Job has a digest of the template. A new version is a new Job,
    and a version runs only once, unless it failed. The old Job is deleted before the new one is created, so a rollback
    to an earlier version finds no Job with the same name.
    """

    job: Job
    """The Job of this version."""

    def __init__(self, name: str, settings: TaskSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        pods = create_pods(self, restart_policy="Never")
        job_name = Output.from_input(pods.template).apply(lambda resolved: f"{self.name}-{digest(resolved)}")
        self.job = Job(
            name,
            metadata=metadata(
                job_name,
                self.namespace,
                self.versioned_labels,
                {**await_annotations.AGAIN, **await_annotations.longer(settings.active_deadline_seconds)},
            ),
            spec=job(settings, pods.template, EVICTION_IS_NO_FAILURE),
            opts=pods.controller_options(self, delete_before_replace=True),
        )
        self.finish({"job": self.job.metadata.name})

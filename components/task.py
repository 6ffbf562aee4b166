"""Work that is done once per release, before the apps that wait for it roll."""

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
    """A Job and its ServiceAccount. Other components wait for it when they are given it among their `tasks`.

    The name of the Job is made of the content of its pods, because a Job's template can never change: a new version is
    a new Job, and the same version never runs twice, unless it failed. The earlier Job goes first, so that a way back
    to its version, and thus its name, never meets it.
    """

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

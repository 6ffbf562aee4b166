"""Work that is done once per release, before the apps that wait for it roll."""

from typing import Any

from pulumi import Output
from pulumi_kubernetes.batch.v1 import Job

from slipway.blocks import await_annotations
from slipway.blocks.naming import digest
from slipway.blocks.rollout import EVICTION_IS_NO_FAILURE, job
from slipway.settings.kinds import TaskSettings

from .base import metadata
from .workload import Workload


class Task(Workload[TaskSettings]):
    """A Job and its ServiceAccount; other components wait for it when they are given it among their `tasks`.

    What its pods are decides what the Job is called, because a Job's template can never change: a new version is a
    new Job, and the same version never runs twice, unless it failed. The earlier Job goes first, so that a way back to
    its version, and thus its name, never meets it.
    """

    def own(self, settings: TaskSettings) -> dict[str, Any]:
        """Its Job."""
        template = self.pods(restart_policy="Never")
        name = Output.from_input(template).apply(lambda resolved: f"{self.name}-{digest(resolved)}")
        self.job = Job(
            self.pulumi_name,
            metadata=metadata(
                name,
                self.namespace,
                self.versioned_labels,
                {**await_annotations.AGAIN, **await_annotations.longer(settings.active_deadline_seconds)},
            ),
            spec=job(settings, template, EVICTION_IS_NO_FAILURE),
            opts=self.controller_options(delete_before_replace=True),
        )
        return {"job": self.job.metadata.name}

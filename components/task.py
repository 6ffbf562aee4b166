"""A task that runs once per release, before the rollout of the apps that wait for it, or after that of others."""

from typing import Any

from pulumi import Output
from pulumi_kubernetes.batch.v1 import Job
from typing_extensions import Unpack

from slipway.blocks import await_annotations
from slipway.blocks.job import job
from slipway.blocks.naming import digest
from slipway.settings.kinds import TaskSettings

from .app import App, AppArgs
from .component import metadata
from .pods import Pods, create_pods
from .stack_state import held

_NUMBERS = ("parallelism", "completions", "completion_mode", "pod_failure_policy")
"""Immutable settings of a Job beside its template."""


class Task(App[TaskSettings]):
    """A Job and its ServiceAccount. Components with this task in their `tasks` wait for it.

    The template of a Job is immutable, so the name of the Job has a digest of the template. A new version is a new Job,
    and a version runs only once, unless it failed. A task after other apps runs for each version of their pods too. The
    old Job is deleted before the new one is created, so a rollback to an earlier version finds no Job with the same
    name.
    """

    job: Job
    """The Job of this version."""

    def __init__(self, name: str, settings: TaskSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        pods = create_pods(self, restart_policy=settings.restart_policy)
        self.job = Job(
            name,
            metadata=metadata(
                self._digest(pods).apply(lambda version: f"{self.name}-{version}"),
                self.namespace,
                self.versioned_marks,
                {**await_annotations.AGAIN, **await_annotations.longer(settings.active_deadline_seconds)},
            ),
            spec=job(self.name, settings, pods.template, evictions_count=settings.restart_policy == "OnFailure"),
            opts=pods.controller_options(self, delete_before_replace=True, **self._kept()),
        )
        self.finish({"job": self.job.metadata.name})

    def _digest(self, pods: Pods) -> Output[str]:
        """The digest of everything whose change runs the task again."""
        numbers = self.settings.model_dump(include={*_NUMBERS}, exclude_defaults=True)
        rolled = [each.template for each in self.follows if isinstance(each, App) and not each.settings.is_task]
        if not numbers and not rolled:
            return Output.from_input(pods.template).apply(digest)
        return Output.all(pods.template, *rolled).apply(lambda templates: digest([numbers, *templates]))

    def _kept(self) -> dict[str, Any]:
        """Options of a task that runs once: its Job stays as it is after it has succeeded."""
        return (
            {"ignore_changes": ["metadata", "spec"]} if self.settings.once and _has_succeeded(self.pulumi_name) else {}
        )


def _has_succeeded(name: str) -> bool:
    """True if the state of the stack has this Job, and the Job is complete."""
    status = held(f"kubernetes:batch/v1:{Job.__name__}").get(name, {}).get("status") or {}
    conditions = status.get("conditions") or ()
    return any((each["type"], each["status"]) == ("Complete", "True") for each in conditions)

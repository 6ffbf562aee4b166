"""Work that is done once per release, before the apps that wait for it roll: the migration of a database, for one."""

from typing import Literal

from settings.kinds.job import JobSettings
from settings.words.vocabulary import Number, Seconds


class TaskSettings(JobSettings):
    """A Job that `up` waits for. It runs again when its image or anything else of its pods changes, or has failed.

    It is kept after it has ended: what is there has run.
    """

    kind: Literal["task"] = "task"
    """The kind of app."""
    backoff_limit: Number = 3
    """How often a failure is tried again, after 10, 20, 40 seconds and so on; an eviction is no failure. Default 3."""
    active_deadline_seconds: Seconds = 600
    """Seconds after which it is stopped and has failed, retries included. Default 600."""

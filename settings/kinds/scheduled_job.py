"""Work that runs by the clock."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field

from settings.kinds.job import JobSettings
from settings.words.cron import CronExpression
from settings.words.vocabulary import Number, Switch, expecting


@cache
def _time_zones() -> set[str]:
    """Read from the system's database, or else from the package `tzdata`: some 20 milliseconds."""
    return available_timezones()


def _known_zone(name: str) -> str:
    if name not in _time_zones():
        raise ValueError
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone), expecting("a time zone of the IANA database", "Europe/Berlin")]

StartingDeadline = Annotated[
    int,
    Field(strict=True, ge=10, le=2**31 - 1),
    expecting("a whole number of seconds, at least 10 (the controller looks every ten)", 300),
]


class ScheduledJobSettings(JobSettings):
    """A CronJob. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"""

    kind: Literal["scheduled"] = "scheduled"
    """The kind of app."""
    schedule: CronExpression
    """When it runs: minute, hour, day of month, month, day of week. Required."""
    time_zone: TimeZone = "Etc/UTC"
    """The zone that the schedule is read in. Default `Etc/UTC`."""
    concurrency_policy: Literal["Allow", "Forbid", "Replace"] = "Forbid"
    """What happens when the last run is still going. Default `Forbid`: the new run is left out."""
    starting_deadline_seconds: StartingDeadline | None = None
    """Seconds by which a run may start late, after which it is left out. Default: however late."""
    successful_jobs_history_limit: Number | None = None
    """Runs that ended well and are kept, with their logs. Default 3."""
    failed_jobs_history_limit: Number | None = None
    """Runs that failed and are kept, with their logs. Default 1."""
    ttl_seconds_after_finished: Number | None = None
    """Seconds for which a run is kept after its end, if the history keeps it that long. Default: for ever."""
    suspend: Switch = False
    """Whether the clock stands still; a run that is going goes on. Default false."""

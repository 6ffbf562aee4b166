"""Work that runs by the clock."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator

from settings.cron import CronExpression
from settings.pod import PodSettings
from settings.vocabulary import expecting


@cache
def _time_zones() -> set[str]:
    """Read from the system's database, or else from the package `tzdata`: some 20 milliseconds."""
    return available_timezones()


def _known_zone(name: str) -> str:
    if name not in _time_zones():
        raise ValueError
    return name


TimeZone = Annotated[str, AfterValidator(_known_zone), expecting("a time zone of the IANA database", "Europe/Berlin")]


class ScheduledJobSettings(PodSettings):
    """A CronJob. https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/"""

    kind: Literal["scheduled"] = "scheduled"
    """The kind of app."""
    schedule: CronExpression
    """When it runs: minute, hour, day of month, month, day of week. Required."""
    time_zone: TimeZone = "Etc/UTC"
    """The zone that the schedule is read in. Default `Etc/UTC`."""
    concurrency_policy: Literal["Allow", "Forbid", "Replace"] = "Forbid"
    """What happens when the last run is still going. Default `Forbid`: the new run is left out."""

import pytest
from pydantic import ValidationError

from slipway.settings import ScheduledJobSettings


def test_a_job_runs_by_universal_time_and_never_beside_itself() -> None:
    job = ScheduledJobSettings(image="nginx:1.29", schedule="0 */6 * * *")

    assert (job.time_zone, job.concurrency_policy) == ("Etc/UTC", "Forbid")


def test_a_known_time_zone_is_accepted() -> None:
    job = ScheduledJobSettings(image="nginx:1.29", schedule="@daily", time_zone="Europe/Berlin")

    assert job.time_zone == "Europe/Berlin"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "europe/berlin", "UTC+1", "../etc/passwd", None])
def test_an_unknown_time_zone_is_refused(zone: object) -> None:
    with pytest.raises(ValidationError, match="expected a time zone of the IANA database, for example Europe/Berlin"):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", "timeZone": zone})


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"startingDeadlineSeconds": 9}, r"expected a whole number of seconds, at least 10 \(the controller looks"),
        ({"suspend": "yes"}, "expected true or false, for example true"),
        ({"failedJobsHistoryLimit": -1}, "expected a whole number of at least 0"),
        ({"concurrencyPolicy": "Queue"}, "Allow.*Forbid.*Replace"),
    ],
)
def test_what_a_schedule_cannot_be_is_refused(setting: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", **setting})

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.settings import ScheduledJobSettings, StatelessAppSettings
from slipway.settings.pod import DrainedStopSettings


def test_an_app_behind_a_service_drains_for_five_seconds_and_a_job_has_nothing_to_drain() -> None:
    web = StatelessAppSettings(image="nginx:1.29", port=8080)
    job = ScheduledJobSettings(image="nginx:1.29", schedule="@daily")

    assert (web.stop.drain_seconds, web.stop.grace_seconds()) == (5, 35)
    assert job.stop.grace_seconds() == 30
    with pytest.raises(ValidationError, match=r"stop\.drainSeconds"):
        ScheduledJobSettings.model_validate({"image": "nginx:1.29", "schedule": "@daily", "stop": {"drainSeconds": 5}})


@hypothesis.given(drain=st.integers(0, 3600), process=st.integers(1, 2**31 - 1))
def test_the_process_keeps_its_own_seconds_however_long_the_drain(drain: int, process: int) -> None:
    stop = DrainedStopSettings(drain_seconds=drain, process_seconds=process)

    assert stop.grace_seconds() - drain == process > 0


@pytest.mark.parametrize("seconds", [-1, 3601, "5", 1.5, True])
def test_no_drain_is_negative_or_endless(seconds: object) -> None:
    with pytest.raises(ValidationError, match="expected a whole number of seconds up to 3600, 0 for none"):
        DrainedStopSettings.model_validate({"drainSeconds": seconds})

from slipway.settings import ScheduledJobSettings, TaskSettings


def test_a_release_never_waits_for_ever_for_its_tasks_and_the_clock_may() -> None:
    task = TaskSettings(image="a:1")

    assert (task.backoff_limit, task.active_deadline_seconds) == (3, 600)
    assert ScheduledJobSettings(image="a:1", schedule="@daily").active_deadline_seconds is None


def test_it_may_wait_for_others() -> None:
    assert TaskSettings.model_validate({"image": "a:1", "after": ["migrate"]}).after == ("migrate",)

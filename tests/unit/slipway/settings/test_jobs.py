import pytest
from pydantic import ValidationError

from slipway.settings import ScheduledJobSettings, TaskSettings
from slipway.settings.jobs import JobSettings
from tests.unit.slipway.settings.lines import lines_of

JOBS: list[tuple[type[JobSettings], dict[str, object]]] = [
    (ScheduledJobSettings, {"image": "a:1", "schedule": "@daily"}),
    (TaskSettings, {"image": "a:1"}),
]

of_each_job = pytest.mark.parametrize(("kind", "needed"), JOBS)


@of_each_job
def test_a_first_failure_may_be_the_last(kind: type[JobSettings], needed: dict[str, object]) -> None:
    assert kind.model_validate({**needed, "backoffLimit": 0}).backoff_limit == 0


@of_each_job
@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ({"backoffLimit": -1}, "backoffLimit: expected a whole number of at least 0, for example 3; got -1"),
        ({"activeDeadlineSeconds": 0}, "activeDeadlineSeconds: expected a whole number of seconds, at least 1, for"),
        ({"replicas": 2}, "replicas: unknown setting"),
        ({"parallelism": 0}, "parallelism: expected a whole number of at least 1, for example 3; got 0"),
        (
            {"podFailurePolicy": {"ignore": [0]}},
            "podFailurePolicy.ignore.0: expected an exit code of a failure, from 1",
        ),
        ({"probes": {}}, "probes: unknown setting"),
    ],
)
def test_what_work_that_ends_cannot_say_is_told(
    kind: type[JobSettings], needed: dict[str, object], setting: dict[str, object], line: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({**needed, **setting})

    [told] = lines_of(refused.value, kind)
    assert told.startswith(line)


@of_each_job
@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"completionMode": "Indexed"},
            "completionMode Indexed numbers the pods up to completions; expected completions: 3",
        ),
        (
            {"podFailurePolicy": {"failJob": [42]}, "restartPolicy": "OnFailure"},
            "podFailurePolicy needs restartPolicy: Never; with OnFailure no pod fails for good",
        ),
        (
            {"podFailurePolicy": {}, "restartPolicy": "Never"},
            "expected exit codes in failJob or ignore, for example {failJob: [42]}",
        ),
        (
            {"podFailurePolicy": {"failJob": [3, 4], "ignore": [3]}, "restartPolicy": "Never"},
            "3 is in failJob and in ignore; expected it in one of them",
        ),
    ],
)
def test_settings_that_exclude_each_other_are_told(
    kind: type[JobSettings], needed: dict[str, object], said: dict[str, object], message: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        kind.model_validate({**needed, **said})

    assert [each["msg"] for each in refused.value.errors()] == [message]


@of_each_job
@pytest.mark.parametrize(
    ("said", "pods"),
    [
        ({}, 1),
        ({"completions": 5}, 1),
        ({"parallelism": 3}, 3),
        ({"parallelism": 3, "completions": 5}, 3),
        ({"parallelism": 3, "completions": 2}, 2),
    ],
)
def test_the_pods_at_one_time_are_counted(
    kind: type[JobSettings], needed: dict[str, object], said: dict[str, object], pods: int
) -> None:
    assert kind.model_validate({**needed, **said}).peak_pods(nodes=3) == (pods, 0)


def test_a_failed_pod_of_a_task_stays_and_that_of_a_schedule_starts_again() -> None:
    assert TaskSettings(image="a:1").restart_policy == "Never"
    assert ScheduledJobSettings(image="a:1", schedule="@daily").restart_policy == "OnFailure"

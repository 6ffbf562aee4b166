import pytest
from pydantic import ValidationError

from slipway.settings import ScheduledJobSettings, TaskSettings
from slipway.settings.workloads import JobSettings
from tests.unit.slipway.settings.lines import lines_of

KINDS: list[tuple[type[JobSettings], dict[str, object]]] = [
    (ScheduledJobSettings, {"image": "a:1", "schedule": "@daily"}),
    (TaskSettings, {"image": "a:1"}),
]

of_each_kind = pytest.mark.parametrize(("kind", "needed"), KINDS)


@of_each_kind
def test_a_first_failure_may_be_the_last(kind: type[JobSettings], needed: dict[str, object]) -> None:
    assert kind.model_validate({**needed, "backoffLimit": 0}).backoff_limit == 0


@of_each_kind
@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ({"backoffLimit": -1}, "backoffLimit: expected a whole number of at least 0, for example 3; got -1"),
        ({"activeDeadlineSeconds": 0}, "activeDeadlineSeconds: expected a whole number of seconds, at least 1, for"),
        ({"replicas": 2}, "replicas: unknown setting"),
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

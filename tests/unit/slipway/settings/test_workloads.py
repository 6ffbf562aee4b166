from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import (
    NodeAgentSettings,
    ScheduledJobSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.workloads import JobSettings, ProcessSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize("kind", [WorkerAppSettings, NodeAgentSettings])
@pytest.mark.parametrize(("said", "port"), [({}, set()), ({"port": 9100}, {9100})])
def test_a_process_listens_on_its_port_if_it_has_one(
    kind: type[ProcessSettings], said: dict[str, int], port: set[int]
) -> None:
    assert kind.model_validate({"image": "a:1", **said}).listens_on() == port


SCALED = {"maxReplicas": 4, "cpu": "70%"}


def worker(**settings: Any) -> WorkerAppSettings:
    return WorkerAppSettings.model_validate({"image": "shop/mailer:1.0", **settings})


@pytest.mark.parametrize(
    ("settings", "fixed", "most"),
    [({}, 1, 1), ({"replicas": 3}, 3, 3), ({"autoscaling": SCALED}, None, 4)],
)
def test_either_the_settings_or_the_load_decide_how_many_pods_run(
    settings: dict[str, Any], fixed: int | None, most: int
) -> None:
    app = worker(**settings)

    assert (app.fixed_replicas, app.most_replicas) == (fixed, most)


def test_both_at_once_are_refused_even_if_the_number_is_the_default() -> None:
    with pytest.raises(ValidationError, match="expected either replicas or autoscaling; both set"):
        worker(replicas=1, autoscaling=SCALED)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"replicas": 3, "disruption": {"maxUnavailable": 3}},
            "allows the eviction of all pods at once; expected less than 3; got 3",
        ),
        ({"replicas": 3, "disruption": {"maxUnavailable": "67%"}}, "expected less than 3; got 67%"),
        ({"autoscaling": SCALED, "disruption": {"maxUnavailable": 4}}, "expected less than 4; got 4"),
        ({"disruption": {}}, "disruption needs at least 2 replicas; leave disruption out"),
    ],
)
def test_a_budget_that_keeps_nothing_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        worker(**settings)


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

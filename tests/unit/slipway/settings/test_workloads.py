from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import NodeAgentSettings, StatefulAppSettings, WorkerAppSettings
from slipway.settings.workloads import ProcessSettings


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
    [
        ({}, 1, 1),
        ({"replicas": 3}, 3, 3),
        ({"autoscaling": SCALED}, None, 4),
        ({"replicas": 0}, 0, 0),
        ({"replicas": 0, "autoscaling": SCALED}, 0, 0),
    ],
)
def test_either_the_settings_or_the_load_decide_how_many_pods_run(
    settings: dict[str, Any], fixed: int | None, most: int
) -> None:
    app = worker(**settings)

    assert (app.fixed_replicas, app.most_replicas) == (fixed, most)


def test_a_stopped_app_has_no_pods_and_waits_for_none() -> None:
    stopped = worker(replicas=0, rollout={"maxSurge": 2}, disruption={"maxUnavailable": 3})

    assert (stopped.stopped, worker().stopped) == (True, False)
    assert (stopped.peak_pods(nodes=3), stopped.waits_for_new_pods()) == ((0, 0), False)


def test_a_stopped_app_keeps_its_data_or_says_why_not() -> None:
    stopped = {"image": "a:1", "port": 80, "replicas": 0, "storage": {"/db": "1Gi"}}
    with pytest.raises(ValidationError, match=r"replicas: 0 with retention\.whenScaled: Delete deletes all data"):
        StatefulAppSettings.model_validate({**stopped, "retention": {"whenScaled": "Delete"}})

    cache = {"whenScaled": "Delete", "reason": "a cache, filled again within minutes"}
    assert StatefulAppSettings.model_validate({**stopped, "retention": cache}).stopped


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

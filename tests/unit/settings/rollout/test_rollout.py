from typing import Any

import pytest
from pydantic import ValidationError

from settings.rollout.agent_rollout import AgentRolloutSettings
from settings.rollout.rollout import RolloutSettings
from settings.rollout.stateful_rollout import StatefulRolloutSettings


@pytest.mark.parametrize("fields", [{"minReadySeconds": 300}, {"minReadySeconds": 9, "progressDeadlineSeconds": 9}])
def test_a_deployment_may_not_be_given_up_before_its_pods_count_as_ready(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="expected the deadline to be the longer one"):
        RolloutSettings.model_validate(fields)


def test_a_deployment_may_take_its_time() -> None:
    settings = RolloutSettings(min_ready_seconds=600, progress_deadline_seconds=601)

    assert settings.min_ready_seconds == 600


@pytest.mark.parametrize("fields", [{"partition": 1}, {"maxUnavailable": 1}])
def test_pods_that_are_exchanged_by_hand_do_not_roll(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="belong to RollingUpdate"):
        StatefulRolloutSettings.model_validate({"type": "OnDelete", **fields})


def test_a_stateful_set_never_waits_for_no_pod_to_go() -> None:
    with pytest.raises(ValidationError, match="expected a number of pods, at least 1"):
        StatefulRolloutSettings.model_validate({"maxUnavailable": 0})


@pytest.mark.parametrize(
    ("fields", "unavailable"),
    [({}, 1), ({"maxSurge": 1}, 0), ({"maxSurge": "10%"}, 0), ({"maxUnavailable": "10%"}, "10%")],
)
def test_an_agent_goes_before_or_after_its_successor_comes(fields: dict[str, Any], unavailable: int | str) -> None:
    assert AgentRolloutSettings.model_validate(fields).unavailable == unavailable


@pytest.mark.parametrize("fields", [{"maxSurge": 1, "maxUnavailable": 1}, {"maxUnavailable": "0%"}])
def test_an_agent_cannot_do_both_or_neither(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected either maxSurge or maxUnavailable above 0"):
        AgentRolloutSettings.model_validate(fields)

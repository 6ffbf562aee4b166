from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.settings.rollout import AgentRolloutSettings, DisruptionSettings, RolloutSettings, StatefulRolloutSettings


@pytest.mark.parametrize("fields", [{"minReadySeconds": 300}, {"minReadySeconds": 9, "progressDeadlineSeconds": 9}])
def test_a_deployment_may_not_be_given_up_before_its_pods_count_as_ready(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="expected progressDeadlineSeconds above minReadySeconds; got "):
        RolloutSettings.model_validate(fields)


def test_a_deployment_may_take_its_time() -> None:
    settings = RolloutSettings(min_ready_seconds=600, progress_deadline_seconds=601)

    assert settings.min_ready_seconds == 600


@pytest.mark.parametrize("fields", [{"partition": 1}, {"maxUnavailable": 1}])
def test_pods_that_are_exchanged_by_hand_do_not_roll(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="need type: RollingUpdate"):
        StatefulRolloutSettings.model_validate({"type": "OnDelete", **fields})


def test_a_stateful_set_never_waits_for_no_pod_to_go() -> None:
    with pytest.raises(ValidationError, match="expected a number of pods, at least 1"):
        StatefulRolloutSettings.model_validate({"maxUnavailable": 0})


def test_by_hand_is_said_alone() -> None:
    by_hand = StatefulRolloutSettings.model_validate({"type": "OnDelete", "minReadySeconds": 5})

    assert (by_hand.partition, by_hand.max_unavailable, by_hand.min_ready_seconds) == (None, None, 5)


def test_the_history_is_no_setting_because_a_set_would_have_to_be_made_anew() -> None:
    with pytest.raises(ValidationError, match="revisionHistoryLimit"):
        StatefulRolloutSettings.model_validate({"revisionHistoryLimit": 3})


@pytest.mark.parametrize(
    ("fields", "unavailable"),
    [({}, 1), ({"maxSurge": 1}, 0), ({"maxSurge": "10%"}, 0), ({"maxUnavailable": "10%"}, "10%")],
)
def test_an_agent_goes_before_or_after_its_successor_comes(fields: dict[str, Any], unavailable: int | str) -> None:
    assert AgentRolloutSettings.model_validate(fields).unavailable == unavailable


@pytest.mark.parametrize("fields", [{"maxSurge": 1, "maxUnavailable": 1}, {"maxUnavailable": "0%"}])
def test_an_agent_cannot_do_both_or_neither(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected exactly one of maxSurge and maxUnavailable above 0"):
        AgentRolloutSettings.model_validate(fields)


@pytest.mark.parametrize("pods", [0, "0%", "101%", "some", -1])
def test_a_budget_that_could_block_a_drain_for_good_is_refused(pods: object) -> None:
    with pytest.raises(ValidationError, match="expected a number of pods, at least 1, or a percentage of them"):
        DisruptionSettings.model_validate({"maxUnavailable": pods})


def test_one_pod_after_another_goes_and_how_many_must_stay_cannot_be_said() -> None:
    assert DisruptionSettings().pods_of(1000) == 1
    with pytest.raises(ValidationError, match="minAvailable"):
        DisruptionSettings.model_validate({"minAvailable": 1})


@hypothesis.given(st.integers(1, 100), st.integers(1, 1000))
def test_a_percentage_is_rounded_up_as_kubernetes_does_so_that_it_is_never_none(share: int, replicas: int) -> None:
    pods = DisruptionSettings(max_unavailable=f"{share}%").pods_of(replicas)

    assert pods >= 1
    assert (pods - 1) * 100 < share * replicas <= pods * 100


@pytest.mark.parametrize(
    ("fields", "pods", "waits"),
    [
        ({}, 1, True),
        ({"maxUnavailable": "25%"}, 3, True),  # rounded down to none
        ({"maxUnavailable": "25%"}, 4, False),
        ({"maxSurge": 0, "maxUnavailable": 1}, 1, False),
        ({"type": "Recreate"}, 1, False),
    ],
)
def test_a_rollout_without_pods_below_the_number_waits_for_new_ones(
    fields: dict[str, object], pods: int, *, waits: bool
) -> None:
    assert RolloutSettings.model_validate(fields).waits_for_new_pods(pods) is waits

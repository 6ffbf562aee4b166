import pytest
from pydantic import ValidationError

from slipway.settings.rollout import StatefulRolloutSettings


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

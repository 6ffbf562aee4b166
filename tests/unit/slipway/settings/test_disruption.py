import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.settings.rollout import DisruptionSettings


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

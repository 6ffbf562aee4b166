import pytest
from pydantic import ValidationError

from slipway.settings.rollout import RolloutSettings


@pytest.mark.parametrize("fields", [{"minReadySeconds": 300}, {"minReadySeconds": 9, "progressDeadlineSeconds": 9}])
def test_a_deployment_may_not_be_given_up_before_its_pods_count_as_ready(fields: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="expected progressDeadlineSeconds above minReadySeconds; got "):
        RolloutSettings.model_validate(fields)


def test_a_deployment_may_take_its_time() -> None:
    settings = RolloutSettings(min_ready_seconds=600, progress_deadline_seconds=601)

    assert settings.min_ready_seconds == 600

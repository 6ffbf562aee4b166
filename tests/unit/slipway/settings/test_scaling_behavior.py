from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.autoscaling import ScalingBehaviorSettings
from tests.unit.slipway.settings.lines import lines_of

PACE = {"type": "Pods", "value": 1}


def test_a_pace_is_by_the_minute_and_of_several_the_fastest_counts_unless_it_is_said() -> None:
    behavior = ScalingBehaviorSettings.model_validate({"scaleUp": {"policies": [PACE]}})

    assert behavior.scale_up
    assert [each.period_seconds for each in behavior.scale_up.policies] == [60]
    assert behavior.scale_up.select_policy == "Max"
    assert behavior.scale_down is None, "of which nothing is said stays as Kubernetes has it"


@pytest.mark.parametrize("seconds", [0, 3600])
def test_no_look_back_at_all_is_a_look_back_too(seconds: int) -> None:
    said = {"scaleDown": {"stabilizationWindowSeconds": seconds}}

    assert ScalingBehaviorSettings.model_validate(said).model_dump(by_alias=True, exclude_unset=True) == said


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"scaleUp": {"policies": [{**PACE, "periodSeconds": 1801}]}},
            "scaleUp.policies.0.periodSeconds: expected a number of seconds from 1 to 1800, for example 60; got 1801",
        ),
        (
            {"scaleDown": {"stabilizationWindowSeconds": 3601}},
            "scaleDown.stabilizationWindowSeconds: expected a number of seconds from 0 to 3600, for example 300",
        ),
        (
            {"scaleDown": {"selectPolicy": "Maximum"}},
            'scaleDown.selectPolicy: expected one of Max, Min or Disabled; got "Maximum"',
        ),
        (
            {"scaleUp": {"policies": [{"type": "Pods"}]}},
            "scaleUp.policies.0.value: missing; required: the number of pods",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ScalingBehaviorSettings.model_validate(said)

    [told] = lines_of(refused.value, ScalingBehaviorSettings)
    assert told.startswith(line)

from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.autoscaling import AutoscalingSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, "expected at least one metric: cpu, memory, pods, objects or external, for example cpu: 70%"),
        ({"cpu": "70%", "minReplicas": 5}, "expected maxReplicas of at least minReplicas; got 4 and 5"),
        ({"external": [{"metric": "mails"}]}, "external.0: expected either value or averageValue"),
        (
            {"cpu": "70%", "behavior": {"scaleDown": {"selectPolicy": "Last"}}},
            "behavior.scaleDown.selectPolicy: expected",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(settings: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AutoscalingSettings.model_validate({"maxReplicas": 4, **settings})

    [told] = lines_of(refused.value, AutoscalingSettings)
    assert line in told


@pytest.mark.parametrize(
    "figure",
    [
        {"cpu": "70%"},
        {"memory": "1Gi"},
        {"pods": [{"metric": "mails", "averageValue": 5}]},
        {"external": [{"metric": "mails", "value": 5}]},
    ],
    ids=str,
)
def test_any_one_figure_is_enough_and_one_pod_may_always_go(figure: dict[str, Any]) -> None:
    assert AutoscalingSettings.model_validate({"maxReplicas": 4, **figure}).min_replicas == 2


def test_a_range_of_one_number_is_a_range() -> None:
    assert AutoscalingSettings(min_replicas=3, max_replicas=3, cpu="70%").max_replicas == 3

from typing import Any

import pytest
from pydantic import ValidationError

from settings.rollout.autoscaling import AutoscalingSettings
from tests.unit.settings.lines import lines_of

METRIC = {"metric": "mails", "averageValue": 5}
SERVICE = {"apiVersion": "v1", "kind": "Service", "name": "web"}


def scaled(**settings: Any) -> AutoscalingSettings:
    return AutoscalingSettings.model_validate({"maxReplicas": 4, **settings})


@pytest.mark.parametrize(
    "settings", [{"cpu": "150%"}, {"cpu": "500m"}, {"cpu": 2}, {"memory": "80%"}, {"memory": "1Gi"}]
)
def test_cpu_and_memory_are_percentages_of_the_request_or_amounts(settings: dict[str, Any]) -> None:
    assert scaled(**settings).min_replicas == 2


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({}, "expected a figure to follow: cpu, memory, pods, objects or external; for example cpu: 70%"),
        ({"cpu": "70%", "minReplicas": 5}, "expected minReplicas (5) up to maxReplicas (4)"),
        ({"cpu": "0%"}, 'cpu: expected a percentage of the requested cpu, or an amount, for example 70%; got "0%"'),
        ({"memory": "many"}, "memory: expected a percentage of the requested memory, or an amount, for example 80%"),
        ({"pods": [{"metric": "mails"}]}, "pods.0.averageValue: missing, but required"),
        ({"pods": [{**METRIC, "averageValue": 0}]}, "pods.0.averageValue: expected an amount, for example 100; got 0"),
        ({"pods": [{**METRIC, "selector": {"a": "b c"}}]}, "pods.0.selector.a: expected the value of a label"),
        ({"external": [{**METRIC, "value": 5}]}, "external.0: expected either value or averageValue"),
        ({"external": [{"metric": "mails"}]}, "external.0: expected either value or averageValue"),
        ({"objects": [METRIC]}, "objects.0.describedObject: missing, but required: Which object."),
        (
            {"objects": [{**METRIC, "describedObject": {**SERVICE, "kind": "service"}}]},
            'objects.0.describedObject.kind: expected a kind of object, for example Ingress; got "service"',
        ),
        (
            {
                "cpu": "70%",
                "behavior": {"scaleUp": {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 9999}]}},
            },
            "behavior.scaleUp.policies.0.periodSeconds: expected a number of seconds from 1 to 1800, for example 60",
        ),
        (
            {"cpu": "70%", "behavior": {"scaleDown": {"stabilizationWindowSeconds": -1}}},
            "behavior.scaleDown.stabilizationWindowSeconds: expected a number of seconds from 0 to 3600",
        ),
        (
            {"cpu": "70%", "behavior": {"scaleDown": {"selectPolicy": "Maximum"}}},
            "behavior.scaleDown.selectPolicy: expected one of Max, Min or Disabled",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(settings: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        scaled(**settings)

    [told] = lines_of(refused.value, AutoscalingSettings)
    assert line in told

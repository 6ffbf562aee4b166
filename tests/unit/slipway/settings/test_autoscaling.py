from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.autoscaling import (
    AutoscalingSettings,
    CpuTarget,
    ExternalMetricSettings,
    MemoryTarget,
    ObjectMetricSettings,
    PodsMetricSettings,
    ScalingBehaviorSettings,
)
from slipway.settings.base import Model
from tests.unit.slipway.settings.lines import lines_of


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


METRIC = {"metric": "mails", "averageValue": 5}
SERVICE = {"apiVersion": "v1", "kind": "Service", "name": "web"}


@pytest.mark.parametrize(
    ("target", "value", "read"),
    [
        (CpuTarget, "150%", "150%"),
        (CpuTarget, "500m", "500m"),
        (CpuTarget, 2, "2"),
        (MemoryTarget, "80%", "80%"),
        (MemoryTarget, "1Gi", "1Gi"),
    ],
)
def test_cpu_and_memory_are_percentages_of_the_request_or_amounts(target: Any, value: object, read: str) -> None:
    assert TypeAdapter(target).validate_python(value) == read


@pytest.mark.parametrize(
    ("target", "value", "expected"),
    [
        (CpuTarget, "0%", "expected a percentage of the requested cpu, or an amount of cpu, for example 70%"),
        (CpuTarget, "70 %", "expected a percentage of the requested cpu"),
        (
            MemoryTarget,
            "many",
            "expected a percentage of the requested memory, or an amount of memory, for example 80%",
        ),
    ],
)
def test_what_is_neither_is_refused(target: Any, value: object, expected: str) -> None:
    with pytest.raises(ValidationError, match=expected):
        TypeAdapter(target).validate_python(value)


def test_a_label_takes_a_number_here_as_in_a_placement() -> None:
    metric = PodsMetricSettings.model_validate({**METRIC, "selector": {"shard": 3}})

    assert metric.selector == {"shard": "3"}


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
    ("model", "said", "line"),
    [
        (
            AutoscalingSettings,
            {"maxReplicas": 4},
            ": expected at least one metric: cpu, memory, pods, objects or external, for example cpu: 70%",
        ),
        (
            AutoscalingSettings,
            {"maxReplicas": 4, "cpu": "70%", "minReplicas": 5},
            ": expected maxReplicas of at least minReplicas; got 4 and 5",
        ),
        (
            AutoscalingSettings,
            {"maxReplicas": 4, "external": [{"metric": "mails"}]},
            "external.0: expected either value or averageValue",
        ),
        (
            AutoscalingSettings,
            {"maxReplicas": 4, "cpu": "70%", "behavior": {"scaleDown": {"selectPolicy": "Last"}}},
            "behavior.scaleDown.selectPolicy: expected",
        ),
        (PodsMetricSettings, {"metric": "mails"}, "averageValue: missing; required: the target average"),
        (
            PodsMetricSettings,
            {**METRIC, "averageValue": 0},
            "averageValue: expected a quantity, for example 100; got 0",
        ),
        (PodsMetricSettings, {**METRIC, "selector": {"a": "b c"}}, "selector.a: expected a label value"),
        (
            PodsMetricSettings,
            {**METRIC, "metric": "a b"},
            "metric: expected a metric name, for example http_requ",
        ),
        (ExternalMetricSettings, {**METRIC, "value": 5}, ": expected either value or averageValue"),
        (ExternalMetricSettings, {"metric": "mails"}, ": expected either value or averageValue"),
        (ObjectMetricSettings, METRIC, "describedObject: missing; required: the object"),
        (
            ObjectMetricSettings,
            {**METRIC, "describedObject": {**SERVICE, "kind": "service"}},
            'describedObject.kind: expected a kind of object, for example Ingress; got "service"',
        ),
        (
            ObjectMetricSettings,
            {**METRIC, "describedObject": {**SERVICE, "apiVersion": "networking.k8s.io"}},
            "describedObject.apiVersion: expected an API group and version, for example networking.k8s.io/v1",
        ),
        (
            ScalingBehaviorSettings,
            {"scaleUp": {"policies": [{**PACE, "periodSeconds": 1801}]}},
            "scaleUp.policies.0.periodSeconds: expected a number of seconds from 1 to 1800, for example 60; got 1801",
        ),
        (
            ScalingBehaviorSettings,
            {"scaleDown": {"stabilizationWindowSeconds": 3601}},
            "scaleDown.stabilizationWindowSeconds: expected a number of seconds from 0 to 3600, for example 300",
        ),
        (
            ScalingBehaviorSettings,
            {"scaleDown": {"selectPolicy": "Maximum"}},
            'scaleDown.selectPolicy: expected one of Max, Min or Disabled; got "Maximum"',
        ),
        (
            ScalingBehaviorSettings,
            {"scaleUp": {"policies": [{"type": "Pods"}]}},
            "scaleUp.policies.0.value: missing; required: the number of pods",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(
    model: type[Model], said: dict[str, Any], line: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)

    [told] = lines_of(refused.value, model)
    assert told.startswith(line)

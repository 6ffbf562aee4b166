from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.autoscaling import (
    CpuTarget,
    ExternalMetricSettings,
    MemoryTarget,
    ObjectMetricSettings,
    PodsMetricSettings,
)
from slipway.settings.base import Model
from tests.unit.slipway.settings.lines import lines_of

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


@pytest.mark.parametrize(
    ("model", "said", "line"),
    [
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
        (ExternalMetricSettings, {**METRIC, "value": 5}, "expected either value or averageValue"),
        (ExternalMetricSettings, {"metric": "mails"}, "expected either value or averageValue"),
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
    ],
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(
    model: type[Model], said: dict[str, Any], line: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)

    [told] = lines_of(refused.value, model)
    assert line in told


def test_a_label_takes_a_number_here_as_in_a_placement() -> None:
    metric = PodsMetricSettings.model_validate({**METRIC, "selector": {"shard": 3}})

    assert metric.selector == {"shard": "3"}

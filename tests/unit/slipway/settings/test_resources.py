from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.resources import ResourcesSettings
from tests.unit.slipway.settings.lines import lines_of


def test_memory_is_never_overcommitted_and_cpu_has_room_unless_somebody_says_otherwise() -> None:
    resources = ResourcesSettings()

    assert (resources.cpu.request, resources.cpu.limit) == ("50m", "500m")
    assert resources.memory.request == resources.memory.limit == "128Mi"


def test_one_amount_is_both_and_a_range_is_from_request_to_limit() -> None:
    resources = ResourcesSettings.model_validate({"cpu": 2, "memory": "64Mi..1Gi"})

    assert (resources.cpu.request, resources.cpu.limit) == ("2", "2")
    assert (resources.memory.request, resources.memory.limit) == ("64Mi", "1Gi")


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"cpu": "500m..50m"}, "cpu"),
        ({"memory": "128MB"}, "memory"),
        ({"memory": "1Gi..1Mi"}, "memory"),
        ({"cpu": 0}, "cpu"),
        ({"ephemeral-storage": "2Gi..1Gi"}, "ephemeral-storage"),
        ({"nvidia.com/gpu": 0}, "nvidia.com/gpu"),
        ({"nvidia.com/gpu": 0.5}, "nvidia.com/gpu"),
        ({"nvidia.com/gpu": "1..2"}, "nvidia.com/gpu"),
        ({"hugepages-2Mi": "4Mi..8Mi"}, "hugepages-2Mi"),
    ],
)
def test_what_no_container_could_have_is_told_with_its_path(said: dict[str, Any], path: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ResourcesSettings.model_validate(said)

    [line] = lines_of(refused.value, ResourcesSettings)
    assert line.startswith(f"{path}: expected ")


def test_any_resource_of_kubernetes_has_its_name_and_is_requested_in_full() -> None:
    said = {"cpu": "1..2", "nvidia.com/gpu": 1, "hugepages-2Mi": "64Mi", "ephemeral-storage": "1Gi..2Gi"}
    resources = ResourcesSettings.model_validate(said)
    others = {"nvidia.com/gpu": "1", "hugepages-2Mi": "64Mi"}

    assert resources.requests() == {"cpu": "1", "memory": "128Mi", "ephemeral-storage": "1Gi", **others}
    assert resources.limits() == {"cpu": "2", "memory": "128Mi", "ephemeral-storage": "2Gi", **others}


def test_without_a_cpu_limit_there_is_none() -> None:
    assert ResourcesSettings.model_validate({"cpu": "1..none"}).limits() == {"memory": "128Mi"}


UNKNOWN = (
    "unknown resource; expected cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain, for example "
    "nvidia.com/gpu"
)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"memroy": "1Gi"}, f": memroy: {UNKNOWN}"),
        ({"gpu": 1}, f": gpu: {UNKNOWN}"),
        ({"ephemeralStorage": "1Gi"}, f": ephemeralStorage: {UNKNOWN}"),
        ({"requests.nvidia.com/gpu": 1}, f": requests.nvidia.com/gpu: {UNKNOWN}"),
        ({"pods.kubernetes.io/gpu": 1}, f": pods.kubernetes.io/gpu: {UNKNOWN}"),
        ({"hugepages-2Mi": "3Mi"}, ": hugepages-2Mi: expected a multiple of 2Mi; got 3Mi"),
        ({"nvidia.com/gpu": "1Gi"}, ": nvidia.com/gpu: expected a whole number; got 1Gi"),
        (
            {"nvidia.com/gpu": "half"},
            (
                "nvidia.com/gpu: expected one amount, which is the request and the limit: a whole number, or a size "
                'for hugepages, for example 1; got "half"'
            ),
        ),
    ],
)
def test_a_resource_that_kubernetes_does_not_know_is_refused(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ResourcesSettings.model_validate(said)

    assert lines_of(refused.value, ResourcesSettings) == [line]

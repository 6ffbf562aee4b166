from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings, InitContainerSettings, ResourcesSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize("setting", [{"env": {"A": "x\0y"}}, {"args": ["x\0y"]}, {"command": ["\0"]}])
def test_what_no_process_can_be_given_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        ContainerSettings.model_validate({"image": "nginx:1.29", **setting})


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
    ],
)
def test_what_no_container_could_have_is_told_with_its_path(said: dict[str, Any], path: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ResourcesSettings.model_validate(said)

    [line] = lines_of(refused.value, ResourcesSettings)
    assert line.startswith(f"{path}: expected ")


def test_an_init_container_needs_a_name_and_says_what_any_container_can() -> None:
    settings = InitContainerSettings(name="migrate", image="shop/migrate:1.0", command=("migrate", "up"))

    assert (settings.name, settings.command) == ("migrate", ("migrate", "up"))
    with pytest.raises(ValidationError, match="name"):
        InitContainerSettings.model_validate({"image": "shop/migrate:1.0"})

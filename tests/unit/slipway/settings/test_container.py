from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings, InitContainerSettings


@pytest.mark.parametrize("setting", [{"env": {"A": "x\0y"}}, {"args": ["x\0y"]}, {"command": ["\0"]}])
def test_what_no_process_can_be_given_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        ContainerSettings.model_validate({"image": "nginx:1.29", **setting})


def test_an_init_container_needs_a_name_and_says_what_any_container_can() -> None:
    settings = InitContainerSettings(name="migrate", image="shop/migrate:1.0", command=("migrate", "up"))

    assert (settings.name, settings.command) == ("migrate", ("migrate", "up"))
    with pytest.raises(ValidationError, match="name"):
        InitContainerSettings.model_validate({"image": "shop/migrate:1.0"})

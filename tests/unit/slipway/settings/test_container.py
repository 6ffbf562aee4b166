from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.container import ContainerSettings


def test_numbers_in_an_environment_are_text() -> None:
    assert ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"PORT": 3000}}).env == {"PORT": "3000"}


@pytest.mark.parametrize("value", [True, False, None, 1.5, [], {}])
def test_a_value_of_doubtful_spelling_must_be_quoted(value: object) -> None:
    with pytest.raises(ValidationError, match='expected a string without a zero byte, for example "on"'):
        ContainerSettings.model_validate({"image": "nginx:1.29", "env": {"DEBUG": value}})


def test_a_variable_that_is_set_twice_is_refused_and_named() -> None:
    with pytest.raises(ValidationError, match=r"expected each variable in only one of .*; duplicates: A, B"):
        ContainerSettings(
            image="nginx:1.29",
            env={"A": "1", "C": "1"},
            config_env={"A": "config/a", "B": "config/b"},
            secret_env={"B": "secret/b"},
        )


@pytest.mark.parametrize("setting", [{"env": {"A": "x\0y"}}, {"args": ["x\0y"]}, {"command": ["\0"]}])
def test_what_no_process_can_be_given_is_refused(setting: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        ContainerSettings.model_validate({"image": "nginx:1.29", **setting})

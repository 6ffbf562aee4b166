import pytest
from pydantic import ValidationError

from slipway.settings import StackSettings


def test_a_stack_needs_to_say_its_environment_and_nothing_else() -> None:
    stack = StackSettings(environment="development")

    assert (stack.namespaces, stack.monitoring, stack.cluster.context) == ({}, None, None)


def test_a_stack_without_its_environment_is_refused() -> None:
    with pytest.raises(ValidationError, match="environment"):
        StackSettings.model_validate({})


def test_python_and_yaml_have_the_same_settings_each_in_its_own_spelling() -> None:
    python = StackSettings.model_validate(
        {"environment": "production", "monitoring": {"prometheus": {"storage_class": "fast"}}}
    )
    file = StackSettings.model_validate(
        {"environment": "production", "monitoring": {"prometheus": {"storageClass": "fast"}}},
        by_alias=True,
        by_name=False,
    )

    assert python == file

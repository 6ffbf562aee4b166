"""The mistakes in a stack, as a user is told them."""

from typing import Any

from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings.stack import StackSettings


def mistakes(stack: Any) -> list[str]:
    """The line for each mistake in a stack; none for a valid stack."""
    try:
        StackSettings.model_validate(stack, by_alias=True, by_name=False)
    except ValidationError as error:
        return [str(problem) for problem in problems_of(error, StackSettings)]
    return []


def stack_of(app: Any) -> dict[str, Any]:
    return {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}

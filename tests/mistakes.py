"""The mistakes in a stack, as a user is told them."""

from typing import Any

from slipway.checks.problems import problems_of
from slipway.settings.stack import StackSettings
from tests.stack_schema import refused


def mistakes(stack: Any) -> list[str]:
    """The line for each mistake in a stack; none for a valid stack. The JSON Schema refuses the same stacks."""
    error = refused(stack)
    return [str(problem) for problem in problems_of(error, StackSettings)] if error else []


def stack_of(app: Any) -> dict[str, Any]:
    return {"environment": "development", "namespaces": {"shop": {"apps": {"web": app}}}}

"""Problems as lines of text."""

from pydantic import ValidationError

from slipway.checks.problems import problems_of
from slipway.settings.base import Model


def lines_of(error: ValidationError, model: type[Model]) -> list[str]:
    """The line for each problem."""
    return [str(problem) for problem in problems_of(error, model)]

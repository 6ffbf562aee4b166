"""Every mistake in a stack is refused with a path and a reason, and never causes a traceback."""

import copy
import re
from collections.abc import Iterator
from typing import Any

import hypothesis
from pydantic import ValidationError

from slipway.checks.problems import Problem, path_of, problems_of
from slipway.checks.stack import check_stack
from slipway.settings.kinds import AnyApp
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.stack import StackSettings
from tests.invalid_stacks import places, spoilt
from tests.valid_settings import settings_of
from tests.valid_stacks import stacks

JARGON = re.compile(
    r"input should|should be a valid|should have|should match|validation error|value error|field required|"
    r"extra inputs|unable to|assertion|valid (string|dictionary|list|tuple|integer|boolean)|pydantic|NoneType|"
    r"Traceback|(?<!LogsOn)Error\b|<class|tuple|dict\b|union",  # FallbackToLogsOnError is a value of Kubernetes
    re.IGNORECASE,
)
"""Words for programmers, which no message may have."""
VALID = stacks(settings_of(AnyApp), settings_of(NamespaceSettings).map(lambda each: {**each, "apps": {}}))


def problems(stack: Any) -> list[Problem]:
    try:
        settings = StackSettings.model_validate(stack, by_alias=True, by_name=False)
    except ValidationError as error:
        return problems_of(error, StackSettings)
    return check_stack(settings, {})


def known(stack: Any) -> set[str]:
    """The paths of all values, with the path of the whole."""
    return {path_of(*steps) for steps in places(stack)} | {""}


def ways_to(path: str) -> Iterator[str]:
    """The path of a problem, and its two parents: one of them is in the stack. A missing value, and the short form
    `1Gi` (`size: 1Gi`), is one step below the stack. A default that does not fit is two steps below it.
    """
    for _ in range(3):
        yield path
        path = path.rpartition(".")[0]


@hypothesis.settings(max_examples=40, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(spoilt(VALID))
def test_every_problem_has_a_path_of_the_stack_and_a_reason_in_words(changed: list[dict[str, Any]]) -> None:
    for stack in changed:
        there = known(stack)
        for problem in problems(copy.deepcopy(stack)):
            hypothesis.event(re.split(r"[;:]", problem.message)[0])
            assert there & set(ways_to(problem.path)), problem
            assert problem.message.strip()
            assert str(problem).isprintable()
            assert not JARGON.search(problem.message), problem

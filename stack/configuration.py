"""The configuration of the running stack. It is read from Pulumi and validated before the first resource."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
from pydantic import ValidationError

from slipway.checks.plain_secrets import plain_beside_encrypted
from slipway.checks.problems import Problem, problems_of, unknown
from slipway.checks.stack import check_stack
from slipway.pulumi_internals import config_texts, secret_config_keys, there_is_an_engine
from slipway.settings.load import SECRETS, settings_of, values_of
from slipway.settings.stack import StackSettings
from stack import stack_file
from stack.definitions import ReadDefinitions
from stack.project_charts import ProjectCharts
from stack.resolve import RepositoryFiles, ResolvedStack, resolve
from stack.secrets import StackSecrets
from stack.stack_file import with_texts

_TOLD = 100
"""The number of problems in a message. More problems usually have one cause."""


@dataclass(frozen=True)
class Configuration:
    """The resolved stack, and the secrets that it refers to."""

    stack: ResolvedStack
    secrets: StackSecrets
    repository_files: Sequence[str] = ()
    """The files of the repository that the stack reads, by their paths below the project's folder."""


def load() -> Configuration:
    """The valid configuration. Raises `pulumi.RunError` with one line for each problem; Pulumi prints no traceback."""
    values, encrypted = _read(pulumi.get_project())
    handed_over = values.pop(SECRETS, {})
    secrets, problems = StackSecrets.parse(handed_over, encrypted=SECRETS in encrypted)
    if SECRETS in encrypted:
        problems += plain_beside_encrypted(stack_file.written(SECRETS), handed_over, stack_file.name())
    if there_is_an_engine():  # only the engine has the values
        problems += secrets.unfit()
    problems += [_misplaced(key) for key in sorted(encrypted & values.keys())]
    plain = {key: value for key, value in values.items() if key not in encrypted}
    plain, unknown_days = with_texts(plain, pulumi.get_project())
    problems += unknown_days
    try:
        settings = settings_of(plain)
    except ValidationError as error:
        raise refusal([*problems, *map(_with_secrets, problems_of(error, StackSettings))]) from None
    files, definitions = RepositoryFiles.read(settings), ReadDefinitions.read(settings)
    charts = ProjectCharts.find(settings)
    problems += [*files.problems, *definitions.problems, *charts.problems]
    problems += check_stack(settings, secrets.keys(), files.texts, definitions.known)
    if problems:
        raise refusal(problems)
    return Configuration(resolve(settings, files), secrets, [*files.sources, *definitions.sources, *charts.sources])


def refusal(problems: list[Problem]) -> pulumi.RunError:
    """The error that ends the program before any resource is touched."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"  {problem}" for problem in stack_file.located(problems)[:_TOLD]]
    if len(problems) > _TOLD:
        lines.append(f"  and {len(problems) - _TOLD} more")
    said = "\n".join(lines)
    return pulumi.RunError(f"{stack_file.name()} has {count}; nothing was changed\n{said}")


def _read(project: str) -> tuple[dict[str, Any], set[str]]:
    """The values of the project by key, and the keys with encrypted values."""
    values = values_of(config_texts(), project)
    encrypted = {key.removeprefix(f"{project}:") for key in secret_config_keys()}
    return values, encrypted & values.keys()


def _misplaced(key: str) -> Problem:
    message = "the value is encrypted; expected it in secrets.<namespace>.<name>.<key>, for use in secretEnv"
    return Problem(key, message)


def _with_secrets(problem: Problem) -> Problem:
    """The same problem, with `secrets` among the known names: it is a valid key, but no setting."""
    keys: Mapping[str, Any] = {field.alias or "": None for field in StackSettings.model_fields.values()}
    if "." not in problem.path and problem.message.startswith("unknown setting"):
        return Problem(problem.path, unknown(problem.path, [*keys, SECRETS]))
    return problem

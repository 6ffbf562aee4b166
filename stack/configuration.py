"""The configuration of the running stack: read from Pulumi, validated as a whole before anything is registered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
from pulumi.runtime.config import get_config_env, get_config_secret_keys_env
from pydantic import ValidationError

from settings.mistakes.problems import Problem, problems_of, unknown
from settings.rules.whole_stack import broken_rules
from settings.stack import StackSettings
from stack.repository_files import RepositoryFiles
from stack.secrets import StackSecrets

SECRETS = "secrets"
"""The one key that holds secrets. Pulumi decrypts a whole key at a time, so that no other may hold any: its settings
could otherwise be printed in an error, or stand in a diff."""

_TOO_DEEP = "structures in structures, deeper than can be read"
_TOLD = 100
"""Problems that are told one by one; who has more has made one mistake many times."""


@dataclass(frozen=True)
class Configuration:
    """What is wanted, and the secrets that it refers to."""

    settings: StackSettings
    secrets: StackSecrets
    repository_files: Sequence[str] = ()
    """The files of the repository among it, by their paths below the project's folder."""


def load() -> Configuration:
    """Raises `pulumi.RunError`, which Pulumi prints without a traceback, with every problem on a line of its own."""
    values, encrypted = _read(pulumi.get_project())
    secrets, problems = StackSecrets.parse(values.pop(SECRETS, {}), encrypted=SECRETS in encrypted)
    problems += [_misplaced(key) for key in sorted(encrypted & values.keys())]
    plain = {key: value for key, value in values.items() if key not in encrypted}
    try:
        settings = StackSettings.model_validate(plain, by_alias=True, by_name=False)
    except ValidationError as error:
        raise refusal([*problems, *map(_with_secrets, problems_of(error, StackSettings))]) from None
    files = RepositoryFiles.of(settings)
    problems += [*files.problems, *broken_rules(settings, secrets.keys(), files.texts)]
    if problems:
        raise refusal(problems)
    return Configuration(files.in_stack(), secrets, files.sources)


def refusal(problems: list[Problem]) -> pulumi.RunError:
    """The error that ends the program before any resource is touched."""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"  {problem}" for problem in sorted(problems)[:_TOLD]]
    if len(problems) > _TOLD:
        lines.append(f"  and {len(problems) - _TOLD} more")
    said = "\n".join(lines)
    return pulumi.RunError(f"Pulumi.{pulumi.get_stack()}.yaml has {count}; nothing was changed\n{said}")


def _read(project: str) -> tuple[dict[str, Any], set[str]]:
    """The project's values by key, and which keys hold encrypted ones. Pulumi hands structured values over as JSON."""
    prefix = f"{project}:"
    values = {
        key.removeprefix(prefix): _structured(value)
        for key, value in get_config_env().items()
        if key.startswith(prefix)
    }
    encrypted = {key.removeprefix(prefix) for key in get_config_secret_keys_env()}
    return values, encrypted & values.keys()


def _structured(value: str) -> Any:
    if not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
    except RecursionError:
        return _TOO_DEEP


def _misplaced(key: str) -> Problem:
    message = "holds an encrypted value; expected it under secrets.<namespace>.<name>.<key>, to be used by secretEnv"
    return Problem(key, message)


def _with_secrets(problem: Problem) -> Problem:
    """`secrets` is a valid key too, though no setting."""
    keys: Mapping[str, Any] = {field.alias or "": None for field in StackSettings.model_fields.values()}
    if "." not in problem.path and problem.message.startswith("unknown setting"):
        return Problem(problem.path, unknown(problem.path, [*keys, SECRETS]))
    return problem

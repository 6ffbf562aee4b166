"""The stack file beside the values that the engine hands over. Only the file tells how a number or a day is written,
and which values are encrypted.

`0022` is the number 18 for the engine, and `2024-04-01` a time. Where text is meant, the program uses the text of the
file. A value that is not the file's (of another file, of Pulumi ESC) has no text: as text it has to be in quotes.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pulumi
from yaml import YAMLError

from slipway.checks.lines import Lines
from slipway.checks.problems import Problem, path_of
from slipway.pulumi_internals import root_directory
from slipway.settings.engine_yaml import Unreadable, as_json, unknown_text
from slipway.settings.stack_text import config_of

VARIABLE = "SLIPWAY_STACK_FILE"
"""The variable with the path of the stack file, if it is not `Pulumi.<stack>.yaml` beside `Pulumi.yaml`."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [-+]\d{4} \S+")
"""A time as the engine hands it over."""


def with_texts(values: Mapping[str, Any], project: str) -> tuple[dict[str, Any], list[Problem]]:
    """The values as they are written in the stack file, and a problem for each day whose text is unknown.

    Raises `pulumi.RunError` for a file that only the engine could read.
    """
    file = _file()
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    try:
        written = config_of(file, project) if file.exists() else {}
        for key, value in values.items():
            mine = written.get(f"{project}:{key}")
            if isinstance(mine, dict | list) and as_json(mine, key) == value:
                found[key] = mine
            else:
                found[key] = unknown_text(value)
                problems += _times(value, (key,))
    except Unreadable as error:
        raise pulumi.RunError(str(error.of(file.name))) from None
    return found, problems


def name() -> str:
    """The name of the file."""
    return _file().name


def located(problems: Iterable[Problem]) -> list[str]:
    """Problems with the file and the line in front, in the order of the file. Editors and terminals link this form,
    because compilers write it.
    """
    lines = _lines()
    found = sorted((lines.of(each.path) or 0 if lines else 0, each) for each in problems)
    return [f"{name()}:{line}: {problem}" if line else str(problem) for line, problem in found]


def _lines() -> Lines | None:
    try:
        return Lines(_file().read_text(encoding="utf-8"), pulumi.get_project())
    except (OSError, ValueError, RecursionError, YAMLError):  # told elsewhere, or no file of this stack
        return None


def written(key: str) -> Any:
    """What the file says under a key of the project, with encrypted values as `{secure: ...}`. None if it says nothing,
    or if the engine has read the configuration from elsewhere.
    """
    project = pulumi.get_project()
    try:
        return config_of(_file(), project).get(f"{project}:{key}")
    except Unreadable:
        return None


def _file() -> Path:
    return Path(os.environ.get(VARIABLE) or Path(root_directory()) / f"Pulumi.{pulumi.get_stack()}.yaml")


def _times(value: Any, path: tuple[str, ...]) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _times(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _times(inner, (*path, str(index)))
    elif isinstance(value, str) and _TIME.fullmatch(value) and path[-1] != "expires":
        day = value.partition(" ")[0]
        yield Problem(path_of(*path), f'YAML reads a day here; write it in quotes, for example "{day}"')

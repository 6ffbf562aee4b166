"""The files of the repository with templates of the messages of Alertmanager."""

from collections.abc import Mapping
from dataclasses import dataclass

from pulumi import RunError

from slipway.checks.problems import Problem, path_of
from slipway.settings.alerting import AlertingSettings

from .repository import Repository, Unusable


@dataclass(frozen=True)
class ReadTemplates:
    """The text of each file by its path in the repository, and the problems with them."""

    texts: Mapping[str, str]
    problems: list[Problem]


def read_templates(path: str, alerting: AlertingSettings | None, repository: Repository) -> ReadTemplates:
    """Read the templates. `path` is the path of their list in the stack file, for problems."""
    files = alerting.templates if alerting else ()
    read = {file: _read(path_of(path, index), file, repository) for index, file in enumerate(files)}
    texts = {file: each for file, each in read.items() if isinstance(each, str)}
    return ReadTemplates(texts, [each for each in read.values() if isinstance(each, Problem)])


def _read(path: str, file: str, repository: Repository) -> str | Problem:
    try:
        return repository.text(file)
    except Unusable as error:
        return Problem(path, str(error))


def templates_of(name: str, alerting: AlertingSettings | None) -> Mapping[str, str]:
    """The texts by path. Raises `pulumi.RunError` with every problem of the monitoring of that name."""
    if alerting is None or not alerting.templates:
        return {}
    read = read_templates(path_of(name, "alerting", "templates"), alerting, Repository.here())
    if read.problems:
        raise RunError("\n".join(map(str, read.problems)))
    return read.texts

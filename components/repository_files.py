"""The files of the repository that an app mounts."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from pulumi import RunError
from pydantic import JsonValue

from slipway.checks.files import overfull_folders
from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.files import Base64

from .repository import Repository, Unusable


@dataclass(frozen=True)
class ReadFiles:
    """The content of an app's files of the repository, by mounted path, and the problems with them. That of a binary
    file is `Base64`.
    """

    texts: Mapping[str, str]
    problems: list[Problem]


def read_files(path: str, app: AppSettings, repository: Repository) -> ReadFiles:
    """Read the files of an app. `path` is the path of the app in the stack file, for problems."""
    found = {file: _text(path, file, source, repository) for file, source in app.repository_files.items()}
    binary = {file: _binary(path, file, source, repository) for file, source in app.binary_files.items()}
    found = {**found, **binary}
    texts = {file: each for file, each in found.items() if isinstance(each, str)}
    problems = [each for each in found.values() if isinstance(each, Problem)]
    return ReadFiles(texts, [*problems, *overfull_folders(path, {**app.files, **texts})])


def files_of(name: str, app: AppSettings) -> Mapping[str, JsonValue]:
    """All files of an app by mounted path. Raises `pulumi.RunError` with every problem of the app of that name."""
    read = read_files(name, app, Repository.here())
    if read.problems:
        raise RunError("\n".join(str(problem) for problem in sorted(read.problems)))
    return {**app.files, **read.texts}


def _binary(path: str, file: str, source: str, repository: Repository) -> Base64 | Problem:
    try:
        return Base64(b64encode(repository.content(source)).decode())
    except Unusable as error:
        return Problem(path_of(path, "binaryFiles", file), str(error))


def _text(path: str, file: str, source: str, repository: Repository) -> str | Problem:
    try:
        return repository.text(source)
    except Unusable as error:
        return Problem(path_of(path, "repositoryFiles", file), str(error))

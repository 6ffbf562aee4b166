"""An app's files of the repository, read and put among its other files: from there on a file is a file."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pulumi import RunError

from slipway.checks.files import overfull_folders
from slipway.checks.problems import Problem, path_of
from slipway.settings.pod import PodSettings

from .repository import Repository, Unusable

App = TypeVar("App", bound=PodSettings)


@dataclass(frozen=True)
class ReadApp(Generic[App]):
    """An app whose files of the repository are among its `files`, and what stands against them."""

    settings: App
    texts: dict[str, str]
    """What the files hold, by the path that they are mounted at."""
    problems: list[Problem]


def read(path: str, app: App, repository: Repository) -> ReadApp[App]:
    """`path` is that of the app, for its problems."""
    found = {file: _text(path, file, source, repository) for file, source in app.repository_files.items()}
    texts = {file: each for file, each in found.items() if isinstance(each, str)}
    problems = [each for each in found.values() if isinstance(each, Problem)]
    settings = app.model_copy(update={"files": {**app.files, **texts}, "repository_files": {}}) if texts else app
    return ReadApp(settings, texts, [*problems, *overfull_folders(path, settings)])


def _text(path: str, file: str, source: str, repository: Repository) -> str | Problem:
    try:
        return repository.text(source)
    except Unusable as error:
        return Problem(path_of(path, "repositoryFiles", file), str(error))


def with_repository_files(name: str, app: App) -> App:
    """The app of that name with its files; raises `pulumi.RunError` with everything that stands against them."""
    found = read(name, app, Repository.here())
    if found.problems:
        raise RunError("\n".join(str(problem) for problem in sorted(found.problems)))
    return found.settings

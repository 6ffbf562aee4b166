"""The files of the repository that a whole stack mounts, read before anything is registered."""

from dataclasses import dataclass

from components.repository import Repository
from components.repository_files import ReadApp, read
from slipway.checks.plain_secrets import Texts
from slipway.checks.problems import Problem, path_of
from slipway.settings.namespace import Workload
from slipway.settings.stack import StackSettings


@dataclass(frozen=True)
class RepositoryFiles:
    """Every app of a stack, by namespace and name, as `components/repository_files.py` read it."""

    _stack: StackSettings
    _apps: dict[tuple[str, str], ReadApp[Workload]]

    @staticmethod
    def of(stack: StackSettings) -> "RepositoryFiles":
        """Read them all."""
        repository = Repository.here()
        apps = {
            (namespace, name): read(path_of("namespaces", namespace, "apps", name), app, repository)
            for namespace, settings in stack.namespaces.items()
            for name, app in settings.apps.items()
        }
        return RepositoryFiles(stack, apps)

    @property
    def problems(self) -> list[Problem]:
        """What no pod can mount."""
        return [problem for each in self._apps.values() for problem in each.problems]

    @property
    def texts(self) -> Texts:
        """What the files hold, by the setting that mounts each."""
        return {
            ("namespaces", namespace, "apps", name, "repositoryFiles", file): text
            for (namespace, name), each in self._apps.items()
            for file, text in each.texts.items()
        }

    @property
    def sources(self) -> list[str]:
        """Their paths below the project's folder."""
        apps = (app for settings in self._stack.namespaces.values() for app in settings.apps.values())
        return sorted({source for app in apps for source in app.repository_files.values()})

    def in_stack(self) -> StackSettings:
        """The stack in which every file is an app's own."""
        namespaces = {
            namespace: settings.model_copy(
                update={"apps": {name: self._apps[namespace, name].settings for name in settings.apps}}
            )
            for namespace, settings in self._stack.namespaces.items()
        }
        return self._stack.model_copy(update={"namespaces": namespaces})

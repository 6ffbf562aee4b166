"""The final settings of every namespace and app of a stack.

Some settings of an app are outside its section of the stack file: labels and annotations of the stack, pull secrets of
the namespace, files of the repository, and the volumes of the CSI driver. They are merged here, and do not change
afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from components.alert_templates import ReadTemplates, read_templates
from components.repository import Repository
from components.repository_files import ReadFiles, read_files
from slipway.blocks import secret_provider_class as csi
from slipway.checks.plain_secrets import Texts
from slipway.checks.problems import Problem, path_of
from slipway.checks.production import protected_namespaces
from slipway.checks.references import csi_path, used_secrets
from slipway.settings.app import AppSettings
from slipway.settings.files import Base64
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.secret_store import SecretStores
from slipway.settings.stack import StackSettings
from slipway.settings.storage import PodVolumeSettings
from slipway.topology.apps import AppId, Graph

_TEMPLATES = ("monitoring", "alerting", "templates")


@dataclass(frozen=True)
class RepositoryFiles:
    """The files of the repository that the apps and the Alertmanager of a stack mount."""

    apps: Mapping[AppId, ReadFiles]
    templates: ReadTemplates
    sources: list[str]
    """Their paths below the project's folder."""

    @staticmethod
    def read(stack: StackSettings) -> "RepositoryFiles":
        """Read each file once."""
        repository = Repository.here()
        apps = {
            AppId(namespace, name): app
            for namespace, settings in stack.namespaces.items()
            for name, app in settings.apps.items()
        }
        found = {
            which: read_files(path_of("namespaces", which.namespace, "apps", which.name), app, repository)
            for which, app in apps.items()
        }
        alerting = stack.monitoring.alerting if stack.monitoring else None
        templates = read_templates(path_of(*_TEMPLATES), alerting, repository)
        return RepositoryFiles(
            found,
            templates,
            sorted(
                {
                    *(alerting.templates if alerting else ()),
                    *(
                        source
                        for app in apps.values()
                        for source in (*app.repository_files.values(), *app.binary_files.values())
                    ),
                }
            ),
        )

    @property
    def problems(self) -> list[Problem]:
        """The files that no pod can mount."""
        return [*self.templates.problems, *(problem for each in self.apps.values() for problem in each.problems)]

    @property
    def texts(self) -> Texts:
        """The content of each file, by the path of its setting."""
        of_apps: dict[tuple[object, ...], str] = {
            ("namespaces", which.namespace, "apps", which.name, _setting_of(text), file): text
            for which, each in self.apps.items()
            for file, text in each.texts.items()
        }
        return {**of_apps, **{(*_TEMPLATES, file): text for file, text in self.templates.texts.items()}}


def _setting_of(text: str) -> str:
    return "binaryFiles" if isinstance(text, Base64) else "repositoryFiles"


@dataclass(frozen=True)
class ResolvedStack:
    """A valid stack with the final settings of every app."""

    settings: StackSettings
    graph: Graph
    protected: frozenset[str]
    """The namespaces that production protects."""


def resolve(stack: StackSettings, files: RepositoryFiles) -> ResolvedStack:
    """The final settings of a stack that has passed all checks."""
    namespaces = {
        name: namespace.model_copy(
            update={
                "labels": {**stack.labels, **namespace.labels},
                "annotations": {**stack.annotations, **namespace.annotations},
                "apps": {
                    app_name: _final(app, namespace, files.apps[AppId(name, app_name)], stack.secret_stores)
                    for app_name, app in namespace.apps.items()
                },
            }
        )
        for name, namespace in stack.namespaces.items()
    }
    settings = stack.model_copy(update={"namespaces": namespaces})
    return ResolvedStack(settings, Graph.of(settings), frozenset(protected_namespaces(settings)))


def _final(app: AppSettings, namespace: NamespaceSettings, read: ReadFiles, stores: SecretStores) -> AppSettings:
    pulling = app.model_copy(
        update={
            "pull_secrets": tuple(dict.fromkeys((*namespace.pull_secrets, *app.pull_secrets))),
            "files": {**app.files, **read.texts},
            "repository_files": {},
            "binary_files": {},
        }
    )
    return pulling.model_copy(update={"volumes": {**app.volumes, **_driver_volumes(pulling, namespace, stores)}})


def _driver_volumes(
    app: AppSettings, namespace: NamespaceSettings, stores: SecretStores
) -> dict[str, PodVolumeSettings]:
    """The volumes that the Secrets Store CSI driver needs to create the Secrets of the app."""
    used = used_secrets(app)
    return {
        csi_path(name): csi.provider_volume(csi.provider_class_name(name, source.csi, csi.vault_of(source.csi, stores)))
        for name, source in namespace.secrets.items()
        if source.csi and name in used
    }

"""References between settings: every referenced name must be declared in the stack."""

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from slipway.checks.problems import Problem, path_of, set_secret, unknown
from slipway.settings.app import AppSettings
from slipway.settings.container import ContainerSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.object_names import field_kind, in_text, texts
from slipway.settings.secrets import DOCKER_CONFIG, SecretSources
from slipway.settings.served import ServiceAppSettings
from slipway.settings.storage import PodVolumeSettings
from slipway.settings.triggers import TriggerSettings
from slipway.settings.workloads import ReplicatedSettings

Keys = Mapping[str, Collection[str]]
"""The keys of ConfigMaps or Secrets by name."""


def broken_references(
    path: str, app: AppSettings, name: str, namespace: NamespaceSettings, secrets: Keys
) -> Iterator[Problem]:
    """Every reference of the app to a ConfigMap, Secret or key that is not declared in its namespace."""
    known = KnownObjects.of(name, namespace, secrets)
    for steps, container in app.containers().items():
        yield from _of_container(path_of(path, *steps), container, known)
    for file, reference in app.config_files.items():
        yield from known.config_map_key(path_of(path, "configFiles", file), reference)
    for file, reference in app.secret_files.items():
        yield from known.secret_key(path_of(path, "secretFiles", file), reference)
    for index, secret in enumerate(app.pull_secrets):
        yield from known.secret_key(path_of(path, "pullSecrets", index), f"{secret}/{DOCKER_CONFIG}")
    for index, trigger in enumerate(_triggers(app)):
        for parameter, reference in trigger.secret_parameters.items():
            where = path_of(path, "autoscaling", "triggers", index, "secretParameters", parameter)
            yield from known.secret_key(where, reference)
    for mount, volume in app.volumes.items():
        yield from _of_volume(path_of(path, "volumes", mount), volume, known)


def broken_pull_secrets(
    path: str, name: str, settings: NamespaceSettings | MonitoringSettings, secrets: Keys
) -> Iterator[Problem]:
    """Every pull secret of the namespace that is not declared."""
    known = KnownObjects(path, name, settings.secrets, secrets, {})
    for index, secret in enumerate(settings.pull_secrets):
        yield from known.secret_key(path_of(path, "pullSecrets", index), f"{secret}/{DOCKER_CONFIG}")


class KnownObjects:
    """The ConfigMaps and Secrets of a namespace. The keys of an `existing` Secret are unknown."""

    def __init__(self, path: str, name: str, sources: SecretSources, secrets: Keys, config_maps: Keys) -> None:
        self._path, self._name = path, name
        self._config_maps = config_maps
        self._existing = {secret for secret, source in sources.items() if source.existing}
        self._secrets: Keys = {
            **secrets,
            **{secret: source.remote.keys for secret, source in sources.items() if source.remote},
        }
        self.renamed = {*self._secrets, *(name for name, source in sources.items() if isinstance(source.existing, str))}
        """The Secrets that have another name in the cluster."""

    @staticmethod
    def of(name: str, namespace: NamespaceSettings, secrets: Keys) -> "KnownObjects":
        """Those of a namespace of apps. `secrets` are the keys of its secrets in the stack file."""
        return KnownObjects(path_of("namespaces", name), name, namespace.secrets, secrets, namespace.config_maps)

    def config_map_key(self, path: str, reference: str) -> Iterator[Problem]:
        """A problem if there is no such ConfigMap or key."""
        return _key(path, reference, self._config_maps, "ConfigMap")

    def secret_key(self, path: str, reference: str) -> Iterator[Problem]:
        """A problem if there is no such Secret or key."""
        name, _, key = reference.partition("/")
        if name not in self._existing:
            yield from _with_ways_out(_key(path, reference, self._secrets, "Secret"), self._ways_out(name, key))

    def config_map(self, path: str, name: str) -> Iterator[Problem]:
        """A problem if there is no such ConfigMap."""
        return _name(path, name, self._config_maps, "ConfigMap")

    def secret(self, path: str, name: str) -> Iterator[Problem]:
        """A problem if there is no such Secret."""
        known = {*self._secrets, *self._existing}
        yield from _with_ways_out(_name(path, name, known, "Secret"), self._ways_out(name, "<key>"))

    def _ways_out(self, name: str, key: str) -> str:
        """The ways to declare a missing secret."""
        if name in self._secrets:
            return ""
        way = set_secret("secrets", self._name, name, key)
        return f" (set it with {way}, or declare its source in {path_of(self._path, 'secrets')})"


def _with_ways_out(problems: Iterator[Problem], ways: str) -> Iterator[Problem]:
    return (Problem(problem.path, problem.message + ways) for problem in problems)


def _of_container(path: str, container: ContainerSettings, known: KnownObjects) -> Iterator[Problem]:
    for variable, reference in container.config_env.items():
        yield from known.config_map_key(path_of(path, "configEnv", variable), reference)
    for variable, reference in container.secret_env.items():
        yield from known.secret_key(path_of(path, "secretEnv", variable), reference)
    for index, source in enumerate(container.config_env_from):
        yield from known.config_map(path_of(path, "configEnvFrom", index), source.name)
    for index, source in enumerate(container.secret_env_from):
        yield from known.secret(path_of(path, "secretEnvFrom", index), source.name)


def _of_volume(path: str, volume: PodVolumeSettings, known: KnownObjects) -> Iterator[Problem]:
    if volume.csi and volume.csi.secret:
        yield from known.secret(path_of(path, "csi", "secret"), volume.csi.secret)
    for index, source in enumerate(volume.projected or ()):
        if source.config_map:
            yield from known.config_map(path_of(path, "projected", index, "configMap"), source.config_map)
        if source.secret:
            yield from known.secret(path_of(path, "projected", index, "secret"), source.secret)


def _name(path: str, name: str, known: Collection[str], noun: str) -> Iterator[Problem]:
    if name not in known:
        yield Problem(path, unknown(name, known, noun, named=True))


def _key(path: str, reference: str, known: Keys, noun: str) -> Iterator[Problem]:
    name, key = reference.split("/")
    if name not in known:
        yield Problem(path, unknown(name, known, noun, named=True))
    elif key not in known[name]:
        yield Problem(path, unknown(key, known[name], f"key of {noun} {name}", named=True))


def in_order(apps: Mapping[str, AppSettings]) -> list[str]:
    """The names of the apps, each after those that it waits for."""
    return list(TopologicalSorter({name: app.after for name, app in apps.items()}).static_order())


def broken_order(path: str, apps: Mapping[str, AppSettings]) -> Iterator[Problem]:
    """Every `after` that names no task of the namespace (for a task: no app), or that is part of a cycle."""
    tasks = [name for name, app in apps.items() if app.is_task]
    for name, app in apps.items():
        known, noun = (list(apps), "app") if app.is_task else (tasks, "task")
        for stranger in (each for each in app.after if each not in known):
            yield Problem(path_of(path, name, "after"), unknown(stranger, known, noun, named=True))
    try:
        in_order(apps)
    except CycleError as error:
        circle = error.args[1]
        message = f"expected an order without a cycle; {' waits for '.join(reversed(circle))}"
        yield Problem(path_of(path, circle[-1], "after"), message)


CSI_FOLDER = "/mnt/secrets-store"
"""The folder for secrets of the CSI driver, each in its own subfolder."""


def used_secrets(app: AppSettings) -> set[str]:
    """The names of all Secrets that the app refers to."""
    return set(_names(app))


def csi_path(secret: str) -> str:
    """The mount path of the volume of a secret."""
    return f"{CSI_FOLDER}/{secret}"


def _in_texts(app: AppSettings) -> Iterator[str]:
    """The Secrets in the Ingress, in annotations and in patches."""
    said: list[object] = [app.pod_annotations, *(each.patch for each in app.patches)]
    if isinstance(app, ServiceAppSettings):
        said += [face.settings.annotations for face in app.faces().values()]
        said += [each.annotations for each in app.ways().values()]
        if app.ingress and app.ingress.tls_secret:
            yield app.ingress.tls_secret
    for steps, text in (found for each in said for found in texts(each)):
        if field_kind(steps) == "secret":
            yield text
        yield from (name for kind, name in in_text(text) if kind == "secret")


def _triggers(app: AppSettings) -> tuple[TriggerSettings, ...]:
    scaling = app.autoscaling if isinstance(app, ReplicatedSettings) else None
    return scaling.triggers if scaling else ()


def _names(app: AppSettings) -> Iterator[str]:
    references = [*app.secret_files.values()]
    for trigger in _triggers(app):
        references += trigger.secret_parameters.values()
    for container in app.containers().values():
        references += container.secret_env.values()
        yield from (source.name for source in container.secret_env_from)
    yield from (reference.partition("/")[0] for reference in references)
    yield from app.pull_secrets
    yield from _in_texts(app)
    for volume in app.volumes.values():
        if volume.csi and volume.csi.secret:
            yield volume.csi.secret
        yield from (source.secret for source in volume.projected or () if source.secret)

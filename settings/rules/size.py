"""Containers and claims that are within the maxima of their namespace."""

from collections.abc import Iterator, Mapping

from settings.bounds.maxima import MaximaSettings
from settings.containers.download import DOWNLOAD_RESOURCES
from settings.containers.resources import ResourcesSettings
from settings.environment import EnvironmentSettings
from settings.kinds.pod import PodSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.mistakes.problems import Problem, path_of
from settings.namespace import NamespaceSettings
from settings.words.quantity import magnitude


def oversized(path: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    """Each that is above them; the API server would refuse its pods or claims one by one."""
    if namespace.maxima is None:
        return
    yield from oversized_defaults(path, namespace)
    for name, app in namespace.apps.items():
        where = path_of(path, "apps", name)
        for steps, container in app.containers().items():
            yield from _container(path_of(where, *steps, "resources"), container.resources, path, namespace.maxima)
        if app.downloads:
            yield from _container(path_of(where, "downloads"), DOWNLOAD_RESOURCES, path, namespace.maxima)
        for steps, size in _claims(app).items():
            yield from _above(
                path_of(where, *steps), size, path_of(path, "maxima", "storage"), namespace.maxima.storage
            )


def oversized_defaults(path: str, environment: EnvironmentSettings) -> Iterator[Problem]:
    """What a container gets that says nothing is within them too."""
    if environment.maxima:
        yield from _container(path_of(path, "limits"), environment.limits, path, environment.maxima)


def _container(path: str, resources: ResourcesSettings, namespace: str, maxima: MaximaSettings) -> Iterator[Problem]:
    limits = {"cpu": resources.cpu.limit, "memory": resources.memory.limit}
    for name, bound in maxima.of_containers().items():
        yield from _above(path_of(path, name), limits[name], path_of(namespace, "maxima", name), bound)


def _claims(app: PodSettings) -> Mapping[tuple[str, ...], str]:
    own = app.storage if isinstance(app, StatefulAppSettings) else {}
    said: dict[tuple[str, ...], str] = {("storage", path): volume.size for path, volume in own.items()}
    for path, volume in app.volumes.items():
        for kind, claim in (("shared", volume.shared), ("ephemeral", volume.ephemeral)):
            if claim:
                said["volumes", path, kind] = claim.size
    return said


def _above(path: str, size: str, setting: str, bound: str | None) -> Iterator[Problem]:
    if bound and magnitude(size) > magnitude(bound):
        yield Problem(path, f"expected at most {bound}, which is {setting}; got {size}")

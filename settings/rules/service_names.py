"""The Services of a namespace, of which no two can have one name."""

from collections.abc import Iterator

from settings.kinds.app import AppSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.mistakes.problems import Problem, path_of
from settings.namespace import NamespaceSettings
from settings.network.service import HEADLESS
from settings.stack import StackSettings


def name_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Each name that two settings give; the later one is the one to change."""
    for namespace, settings in stack.namespaces.items():
        taken: dict[str, str] = {}
        for name, path in _services(settings):
            first = taken.setdefault(name, path)
            if first != path:
                message = f"makes the Service {name}, as {first} does; give one of them another name"
                yield Problem(path_of("namespaces", namespace, path), message)


def _services(settings: NamespaceSettings) -> Iterator[tuple[str, str]]:
    apps = {name: app for name, app in settings.apps.items() if isinstance(app, AppSettings)}
    for name in apps:
        yield name, path_of("apps", name)
    for name, app in apps.items():
        if isinstance(app, StatefulAppSettings) or app.service.headless:
            yield f"{name}{HEADLESS}", path_of("apps", name)
    for name in settings.external_names:
        yield name, path_of("externalNames", name)

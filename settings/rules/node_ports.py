"""The ports of the nodes, which all Services of a cluster share."""

from collections.abc import Iterator

from settings.kinds.app import AppSettings
from settings.mistakes.problems import Problem, path_of
from settings.stack import StackSettings


def node_port_clashes(stack: StackSettings) -> Iterator[Problem]:
    """Each number that two ports of the stack ask for; the later one is the one to change."""
    taken: dict[tuple[str, int], str] = {}
    for namespace, settings in stack.namespaces.items():
        for name, app in settings.apps.items():
            if isinstance(app, AppSettings):
                for steps, protocol, number in _asked_for(app):
                    path = path_of("namespaces", namespace, "apps", name, *steps)
                    first = taken.setdefault((protocol, number), path)
                    if first != path:
                        yield Problem(path, f"{number} is the port of {first} on every node already; choose another")


def _asked_for(app: AppSettings) -> Iterator[tuple[tuple[str, ...], str, int]]:
    if app.service.node_port:
        yield ("service", "nodePort"), "TCP", app.service.node_port
    for name, port in app.ports.items():
        if port.node_port:
            yield ("ports", name, "nodePort"), port.protocol, port.node_port

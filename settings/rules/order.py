"""Which apps wait for which tasks."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from settings.kinds.pod import PodSettings
from settings.kinds.task import TaskSettings
from settings.mistakes.problems import Problem, path_of, unknown


def in_order(apps: Mapping[str, PodSettings]) -> list[str]:
    """The names of the apps, each after what it waits for."""
    return list(TopologicalSorter({name: app.after for name, app in apps.items()}).static_order())


def broken_order(path: str, apps: Mapping[str, PodSettings]) -> Iterator[Problem]:
    """Waiting for what is no task of the namespace, or for oneself, were it through others."""
    tasks = [name for name, app in apps.items() if isinstance(app, TaskSettings)]
    strangers = [(name, each) for name, app in apps.items() for each in app.after if each not in tasks]
    for name, stranger in strangers:
        yield Problem(path_of(path, name, "after"), f"{unknown(stranger, tasks, 'task')}; got {stranger}")
    try:
        in_order(apps)
    except CycleError as error:
        circle = error.args[1]
        message = f"expected an order that can begin; {' waits for '.join(reversed(circle))}"
        yield Problem(path_of(path, circle[-1], "after"), message)

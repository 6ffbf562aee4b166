"""The component of each kind of app: the one list of them."""

from collections.abc import Callable, Mapping
from typing import Any

from slipway.settings.kinds import (
    KINDS,
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)

from .app import App
from .node_agent import NodeAgent
from .scheduled_job import ScheduledJob
from .stateful_app import StatefulApp
from .stateless_app import StatelessApp
from .task import Task
from .worker_app import WorkerApp

COMPONENTS: Mapping[type, Callable[..., App[Any]]] = {
    StatelessAppSettings: StatelessApp,
    StatefulAppSettings: StatefulApp,
    WorkerAppSettings: WorkerApp,
    NodeAgentSettings: NodeAgent,
    ScheduledJobSettings: ScheduledJob,
    TaskSettings: Task,
}
"""Components by the class of the settings. A test fails for a kind without a component."""


def component_of(kind: str) -> Callable[..., App[Any]]:
    """The component of a kind, by the value of `kind`."""
    return COMPONENTS[KINDS[kind]]

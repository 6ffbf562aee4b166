"""Who owns it: the components, each usable alone in anybody's Pulumi program."""

from .environment import Environment
from .monitoring_stack import MonitoringStack
from .node_agent import NodeAgent
from .scheduled_job import ScheduledJob
from .stateful_app import StatefulApp
from .stateless_app import StatelessApp
from .task import Task
from .worker_app import WorkerApp

__all__ = [
    "Environment",
    "MonitoringStack",
    "NodeAgent",
    "ScheduledJob",
    "StatefulApp",
    "StatelessApp",
    "Task",
    "WorkerApp",
]

"""Who owns it: the components, each usable alone in anybody's Pulumi program."""

from components.environment import Environment
from components.monitoring_stack import MonitoringStack
from components.node_agent import NodeAgent
from components.scheduled_job import ScheduledJob
from components.stateful_app import StatefulApp
from components.stateless_app import StatelessApp
from components.task import Task
from components.worker_app import WorkerApp

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

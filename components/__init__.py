"""The components. Each works alone in any Pulumi program. In the installed package they are `slipway.components`."""

from .app import App, AppArgs
from .app_monitor import AppMonitor
from .managed_namespace import ManagedNamespace
from .monitoring_stack import MonitoringStack
from .node_agent import NodeAgent
from .scheduled_job import ScheduledJob
from .stateful_app import StatefulApp
from .stateless_app import StatelessApp
from .task import Task
from .worker_app import WorkerApp

__all__ = [
    "App",
    "AppArgs",
    "AppMonitor",
    "ManagedNamespace",
    "MonitoringStack",
    "NodeAgent",
    "ScheduledJob",
    "StatefulApp",
    "StatelessApp",
    "Task",
    "WorkerApp",
]

"""What is wanted: validated, typed settings. Nothing here knows Pulumi."""

from settings.environment import EnvironmentSettings
from settings.monitoring import MonitoringSettings
from settings.node_agent import NodeAgentSettings
from settings.scheduled_job import ScheduledJobSettings
from settings.stack import StackSettings
from settings.stateful_app import StatefulAppSettings
from settings.stateless_app import StatelessAppSettings
from settings.storage import VolumeSettings
from settings.task import TaskSettings
from settings.worker_app import WorkerAppSettings

__all__ = [
    "EnvironmentSettings",
    "MonitoringSettings",
    "NodeAgentSettings",
    "ScheduledJobSettings",
    "StackSettings",
    "StatefulAppSettings",
    "StatelessAppSettings",
    "TaskSettings",
    "VolumeSettings",
    "WorkerAppSettings",
]

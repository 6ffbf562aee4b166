"""What is wanted: validated, typed settings. Nothing here knows Pulumi."""

from settings.environment import EnvironmentSettings
from settings.kinds.node_agent import NodeAgentSettings
from settings.kinds.scheduled_job import ScheduledJobSettings
from settings.kinds.stateful_app import StatefulAppSettings
from settings.kinds.stateless_app import StatelessAppSettings
from settings.kinds.task import TaskSettings
from settings.kinds.worker_app import WorkerAppSettings
from settings.monitoring import MonitoringSettings
from settings.stack import StackSettings
from settings.storage.storage import VolumeSettings

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

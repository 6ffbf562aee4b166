"""What is wanted: validated, typed settings. Nothing here knows Pulumi."""

from settings.monitoring import MonitoringSettings
from settings.scheduled_job import ScheduledJobSettings
from settings.stack import StackSettings
from settings.stateful_app import StatefulAppSettings
from settings.stateless_app import StatelessAppSettings
from settings.storage import VolumeSettings

__all__ = [
    "MonitoringSettings",
    "ScheduledJobSettings",
    "StackSettings",
    "StatefulAppSettings",
    "StatelessAppSettings",
    "VolumeSettings",
]

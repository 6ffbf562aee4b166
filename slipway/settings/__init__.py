"""Typed, validated settings: the content of a stack file. Nothing here imports Pulumi."""

from slipway.settings.kinds import (
    NodeAgentSettings,
    ScheduledJobSettings,
    StatefulAppSettings,
    StatelessAppSettings,
    TaskSettings,
    WorkerAppSettings,
)
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.stack import StackSettings
from slipway.settings.storage import VolumeSettings

__all__ = [
    "ManagedNamespaceSettings",
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

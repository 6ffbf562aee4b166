"""Who owns it: the components, each usable alone in anybody's Pulumi program."""

from components.monitoring_stack import MonitoringStack
from components.scheduled_job import ScheduledJob
from components.stateful_app import StatefulApp
from components.stateless_app import StatelessApp

__all__ = ["MonitoringStack", "ScheduledJob", "StatefulApp", "StatelessApp"]

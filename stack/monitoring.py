"""The monitoring of a stack."""

import os
from typing import Any

from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from blocks.chart_values import ADMIN_USER
from components import MonitoringStack
from settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from stack.secrets import StackSecrets

CHART_VARIABLE = "SLIPWAY_CHART"
"""The environment variable that names a chart in a folder or archive, where the public repository is out of reach or
another build of the chart is to be tried."""


def monitoring(settings: MonitoringSettings, secrets: StackSecrets, provider: Provider) -> dict[str, Any]:
    """Register it; returns how to open Grafana."""
    password = secrets.data(settings.namespace, ADMIN_SECRET)[ADMIN_PASSWORD]
    stack = MonitoringStack(
        "monitoring",
        settings,
        grafana_password=password,
        chart=os.environ.get(CHART_VARIABLE) or None,
        opts=ResourceOptions(provider=provider),
    )
    reveal = "pulumi stack output grafanaPassword --show-secrets"
    return {
        "grafana": {"open": stack.grafana, "user": ADMIN_USER, "password": reveal},
        "grafanaPassword": password,
    }

"""The monitoring of a stack."""

import os
from collections.abc import Collection
from typing import Any

from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from blocks.chart_values import ADMIN_USER
from components import MonitoringStack
from settings import chart
from settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from stack.secrets import StackSecrets


def monitoring(
    settings: MonitoringSettings, secrets: StackSecrets, provider: Provider, protected: Collection[str] = ()
) -> dict[str, Any]:
    """Register it; returns how to open Grafana."""
    password = secrets.data(settings.namespace, ADMIN_SECRET)[ADMIN_PASSWORD]
    stack = MonitoringStack(
        "monitoring",
        settings,
        grafana_password=password,
        protect_namespace=settings.namespace in protected,
        chart=os.environ.get(chart.VARIABLE) or None,
        opts=ResourceOptions(provider=provider),
    )
    reveal = "pulumi stack output grafanaPassword --show-secrets"
    return {
        "grafana": {"open": stack.grafana, "user": ADMIN_USER, "password": reveal},
        "grafanaPassword": password,
    }

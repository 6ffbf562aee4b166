"""The monitoring of a stack."""

import os
from typing import Any

from pulumi import Output, ResourceOptions
from pulumi_kubernetes import Provider

from components import MonitoringStack
from slipway.blocks.chart_values import ADMIN_USER, PASSWORD_KEY
from slipway.settings import chart
from slipway.settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET
from stack.resolve import ResolvedStack
from stack.secrets import StackSecrets


def create_monitoring(stack: ResolvedStack, secrets: StackSecrets, provider: Provider) -> dict[str, Any]:
    """Register the monitoring, if the stack has one. Returns the outputs with the command that opens Grafana."""
    settings = stack.settings.monitoring
    if settings is None:
        return {}
    elsewhere = ADMIN_SECRET in settings.secrets
    password = None if elsewhere else secrets.data(settings.namespace, ADMIN_SECRET)[ADMIN_PASSWORD]
    component = MonitoringStack(
        "monitoring",
        settings,
        grafana_password=password,
        secret_values=secrets,
        own_secrets=[name for name in secrets.names(settings.namespace) if name != ADMIN_SECRET],
        secret_stores=stack.settings.secret_stores,
        graph=stack.graph,
        protect_namespace=settings.namespace in stack.protected,
        chart=os.environ.get(chart.VARIABLE) or None,
        opts=ResourceOptions(provider=provider),
    )
    if password is not None:
        reveal = "pulumi stack output grafanaPassword --show-secrets"
        grafana = {"open": component.grafana, "user": ADMIN_USER, "password": reveal}
        return {"grafana": grafana, "grafanaPassword": password}
    shown = Output.concat(
        f"kubectl -n {settings.namespace} get secret ",
        component.admin_secret,
        f" -o jsonpath={{.data.{PASSWORD_KEY}}} | base64 -d",
    )
    return {"grafana": {"open": component.grafana, "password": shown}}

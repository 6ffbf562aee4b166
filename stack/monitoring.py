"""The monitoring of a stack."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pulumi import Output, Resource, ResourceOptions
from pulumi_kubernetes import Provider

from components import MonitoringStack
from slipway.blocks.chart_values import ADMIN_USER, PASSWORD_KEY
from slipway.settings import chart
from slipway.settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET
from slipway.topology.labels import marks_of
from stack.resolve import ResolvedStack
from stack.secrets import StackSecrets


@dataclass(frozen=True)
class Monitoring:
    """The monitoring of a stack; empty for a stack without one."""

    outputs: Mapping[str, Any] = field(default_factory=dict)
    """The outputs with the command that opens Grafana."""
    defines: Mapping[str, Sequence[Resource]] = field(default_factory=dict)
    """The API groups whose kinds it defines, each with what objects of these kinds wait for."""


def create_monitoring(stack: ResolvedStack, secrets: StackSecrets, provider: Provider) -> Monitoring:
    """Register the monitoring, if the stack has one."""
    settings = stack.settings.monitoring
    if settings is None:
        return Monitoring()
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
        marks=marks_of(stack.settings),
        protect_namespace=settings.namespace in stack.protected,
        chart=os.environ.get(chart.VARIABLE) or None,
        opts=ResourceOptions(provider=provider),
    )
    defines = {chart.GROUP: [component.release]}
    if password is not None:
        reveal = "pulumi stack output grafanaPassword --show-secrets"
        grafana = {"open": component.grafana, "user": ADMIN_USER, "password": reveal}
        return Monitoring({"grafana": grafana, "grafanaPassword": password}, defines)
    shown = Output.concat(
        f"kubectl -n {settings.namespace} get secret ",
        component.admin_secret,
        f" -o jsonpath={{.data.{PASSWORD_KEY}}} | base64 -d",
    )
    return Monitoring({"grafana": {"open": component.grafana, "password": shown}}, defines)

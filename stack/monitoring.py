"""The monitoring of a stack."""

import os
from functools import partial
from typing import Any

from pulumi import Input, Output, ResourceOptions
from pulumi_kubernetes import Provider

from blocks.chart_values import ADMIN_USER, PASSWORD_KEY
from blocks.words import labels
from components import MonitoringStack
from settings import chart
from settings.graph.graph import Graph
from settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from settings.secrets.secret_store import SecretStores
from stack.secret_sources import SourcesOfSecrets
from stack.secrets import StackSecrets


def monitoring(
    settings: MonitoringSettings,
    secrets: StackSecrets,
    stores: SecretStores,
    provider: Provider,
    *,
    graph: Graph,
    protect: bool = False,
) -> dict[str, Any]:
    """Register it; returns how to open Grafana."""
    options = ResourceOptions(provider=provider)
    component = partial(
        MonitoringStack,
        "monitoring",
        settings,
        graph=graph,
        protect_namespace=protect,
        chart=os.environ.get(chart.VARIABLE) or None,
        opts=options,
    )
    if ADMIN_SECRET not in settings.secrets:
        password = secrets.data(settings.namespace, ADMIN_SECRET)[ADMIN_PASSWORD]
        stack = component(grafana_password=password)
        reveal = "pulumi stack output grafanaPassword --show-secrets"
        grafana = {"open": stack.grafana, "user": ADMIN_USER, "password": reveal}
        return {"grafana": grafana, "grafanaPassword": password}

    found: list[Input[str]] = []

    def secret(namespace: Output[str]) -> Input[str]:
        sources = SourcesOfSecrets(settings.namespace, namespace, labels.owned_by(None), options, stores)
        found.append(sources.names(settings.secrets).get(ADMIN_SECRET, ADMIN_SECRET))
        return found[0]

    stack = component(grafana_secret=secret)
    shown = Output.concat(
        f"kubectl -n {settings.namespace} get secret ", found[0], f" -o jsonpath={{.data.{PASSWORD_KEY}}} | base64 -d"
    )
    return {"grafana": {"open": stack.grafana, "password": shown}}

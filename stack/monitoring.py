"""The monitoring of a stack."""

import os
from functools import partial
from typing import Any

from pulumi import Output, ResourceOptions
from pulumi_kubernetes import Provider

from components import MonitoringStack
from slipway.blocks import labels
from slipway.blocks.chart_values import ADMIN_USER, PASSWORD_KEY
from slipway.blocks.rollout import KEPT
from slipway.settings import chart
from slipway.settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from slipway.settings.secret_store import SecretStores
from slipway.topology.apps import Graph
from stack.secret_sources import Names, SourcesOfSecrets
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
    found: Names = {}
    options = ResourceOptions(provider=provider)

    def secrets_in(namespace: Output[str]) -> Names:
        found.update(_secrets(settings, secrets, stores, namespace, options))
        return found

    component = partial(
        MonitoringStack,
        "monitoring",
        settings,
        secrets=secrets_in,
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

    stack = component()
    shown = Output.concat(
        f"kubectl -n {settings.namespace} get secret ",
        found[ADMIN_SECRET],
        f" -o jsonpath={{.data.{PASSWORD_KEY}}} | base64 -d",
    )
    return {"grafana": {"open": stack.grafana, "password": shown}}


def _secrets(
    settings: MonitoringSettings,
    secrets: StackSecrets,
    stores: SecretStores,
    namespace: Output[str],
    options: ResourceOptions,
) -> Names:
    """What they are really called: all but the password that the component makes a Secret of."""
    sources = SourcesOfSecrets(settings.namespace, namespace, labels.owned_by(None), options, stores)
    others = [name for name in secrets.names(settings.namespace) if name != ADMIN_SECRET]
    return {
        **{name: name for name in settings.secrets},
        **sources.own(secrets, others, KEPT),
        **sources.names(settings.secrets),
    }

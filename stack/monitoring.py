"""The monitoring of a stack."""

import os
from functools import partial
from typing import Any

from pulumi import Output, ResourceOptions
from pulumi_kubernetes import Provider
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from blocks.chart_values import ADMIN_USER, PASSWORD_KEY
from blocks.rollout.revisions import KEPT
from blocks.words import labels
from components import MonitoringStack
from components.base import scoped
from components.secret import secret
from settings import chart
from settings.graph.graph import Graph
from settings.monitoring import ADMIN_PASSWORD, ADMIN_SECRET, MonitoringSettings
from settings.secrets.secret_store import SecretStores
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
    name, own_labels = settings.namespace, labels.owned_by(None)
    sources = SourcesOfSecrets(name, namespace, own_labels, options, stores)
    own = {
        each: secret(
            scoped(name, each),
            secrets.data(name, each),
            lambda called: ObjectMetaArgs(name=called, namespace=namespace, labels=own_labels),
            same=partial(secrets.holds, name, each),
            keep=KEPT,
            opts=options,
        ).metadata.name
        for each in secrets.names(name)
        if each != ADMIN_SECRET
    }
    return {**{each: each for each in settings.secrets}, **own, **sources.names(settings.secrets)}

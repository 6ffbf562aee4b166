"""Who scrapes the apps, and which of them."""

from collections.abc import Iterator

from slipway.settings.app import AppSettings
from slipway.settings.chart import PROMETHEUS
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.metrics import Scrape
from slipway.topology import chart_pods
from slipway.topology.apps import AppId, Declared


def prometheus(declared: Declared) -> ClusterPodsSettings | None:
    """The pods of the Prometheus that scrapes the apps: that of the stack, or that of the cluster; None without one."""
    if declared.monitoring:
        return chart_pods.pods(PROMETHEUS, declared.monitoring.namespace)
    return declared.cluster.prometheus


def scraped(declared: Declared) -> Iterator[tuple[AppId, AppSettings, Scrape]]:
    """Every app that Prometheus scrapes; none without a Prometheus."""
    for namespace in declared.namespaces:
        for name, app in observed(declared, namespace):
            if scrape := app.scrape():
                yield AppId(namespace, name), app, scrape


def observed(declared: Declared, namespace: str) -> Iterator[tuple[str, AppSettings]]:
    """Every app of a namespace that Prometheus scrapes or has rules for; none without a Prometheus."""
    if prometheus(declared) is None:
        return
    for name, app in declared.namespaces[namespace].apps.items():
        if app.has_rules:
            yield name, app

"""Metrics that nobody would read."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ProcessSettings
from slipway.topology.scraped import prometheus


def broken_metrics(stack: StackSettings) -> Iterator[Problem]:
    """`metrics` in a stack without a Prometheus, and two Prometheus for one stack."""
    if stack.monitoring and stack.cluster.prometheus:
        message = "the stack has monitoring, whose Prometheus scrapes the apps; expected only one of both"
        yield Problem(path_of("cluster", "prometheus"), message)
    if prometheus(stack):
        return
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            if isinstance(app, ProcessSettings) and app.metrics:
                message = (
                    "nobody reads the metrics: the stack has no Prometheus; expected monitoring: {}, or that of the "
                    "cluster, for example cluster: {prometheus: {namespace: prometheus}}; or leave metrics out"
                )
                yield Problem(path_of("namespaces", name, "apps", app_name, "metrics"), message)

"""Metrics that nobody would read, and objectives that nothing would measure."""

from collections.abc import Iterator

from slipway.checks.problems import Problem, path_of
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ProcessSettings
from slipway.topology.scraped import prometheus

_DAYS = {"h": 1 / 24, "d": 1, "w": 7, "y": 365}


def broken_metrics(stack: StackSettings) -> Iterator[Problem]:
    """`metrics` and `slo` in a stack without a Prometheus, or with one that forgets too soon; objectives on metrics
    that the app does not have; two Prometheus for one stack.
    """
    if stack.monitoring and stack.cluster.prometheus:
        message = "the stack has monitoring, whose Prometheus scrapes the apps; expected only one of both"
        yield Problem(path_of("cluster", "prometheus"), message)
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            if isinstance(app, ProcessSettings):
                path = path_of("namespaces", name, "apps", app_name)
                yield from _unread(path, app, stack)
                yield from _unmeasured(path, app)


def _unread(path: str, app: ProcessSettings, stack: StackSettings) -> Iterator[Problem]:
    for setting in ("metrics", "slo"):
        if getattr(app, setting) and prometheus(stack) is None:
            message = (
                "nobody reads the metrics: the stack has no Prometheus; expected monitoring: {}, or that of the "
                f"cluster, for example cluster: {{prometheus: {{namespace: prometheus}}}}; or leave {setting} out"
            )
            yield Problem(path_of(path, setting), message)
    if app.slo and stack.monitoring:
        kept = stack.monitoring.prometheus.retention
        if int(kept[:-1]) * _DAYS[kept[-1]] < app.slo.days:
            message = (
                f"Prometheus keeps its samples for {kept}, and the objective is about {app.slo.window}; expected "
                f"monitoring.prometheus.retention: {app.slo.window} or more"
            )
            yield Problem(path_of(path, "slo", "window"), message)


def _unmeasured(path: str, app: ProcessSettings) -> Iterator[Problem]:
    if app.slo and app.slo.source.preset and app.slo.source.known().is_of_the_app and app.scrape() is None:
        message = (
            f"{app.slo.source.preset} are metrics of the app itself, and Prometheus reads none of it; expected "
            "ports: {metrics: 9090}, or metrics: {} if its main port has them, or another source"
        )
        yield Problem(path_of(path, "slo", "source"), message)

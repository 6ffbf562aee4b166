"""Whether every quota has room for all that may ever be asked of it."""

from collections.abc import Iterator, Sequence

from settings.bounds.demand import demand
from settings.bounds.quota import QuotaSettings
from settings.chart import NODE_EXPORTER
from settings.kinds.node_agent import NodeAgentSettings
from settings.kinds.scheduled_job import ScheduledJobSettings
from settings.mistakes.problems import Problem, path_of
from settings.monitoring import MonitoringSettings
from settings.namespace import NamespaceSettings
from settings.rules.chart_demand import chart_demand
from settings.rules.shortage import shortages
from settings.stack import StackSettings


def missing_room(stack: StackSettings) -> Iterator[Problem]:
    """What is short, with the figures of each app, or of each part of the chart, and the line to write."""
    for name, namespace in stack.namespaces.items():
        if namespace.quota:
            yield from _of_apps(path_of("namespaces", name), namespace, namespace.quota, stack.cluster.nodes)
    if stack.monitoring and stack.monitoring.quota:
        yield from _of_chart(stack.monitoring, stack.monitoring.quota, stack.cluster.nodes)


def _of_apps(path: str, namespace: NamespaceSettings, quota: QuotaSettings, nodes: int | None) -> Iterator[Problem]:
    agents = [name for name, app in namespace.apps.items() if isinstance(app, NodeAgentSettings)]
    demands = {name: demand(app, nodes or 0) for name, app in namespace.apps.items()}
    unknown = [*_unknown_nodes(agents, nodes), *_any_number(path, namespace)]
    yield from unknown or shortages(
        path_of(path, "quota"), quota, demands, who="the apps", less="let the apps ask for less"
    )


def _of_chart(monitoring: MonitoringSettings, quota: QuotaSettings, nodes: int | None) -> Iterator[Problem]:
    demands = chart_demand(monitoring, nodes or 0)
    unknown = list(_unknown_nodes([NODE_EXPORTER], nodes))
    yield from unknown or shortages(
        "monitoring.quota", quota, demands, who="the parts of the chart", less="have fewer replicas"
    )


def _unknown_nodes(agents: Sequence[str], nodes: int | None) -> Iterator[Problem]:
    if agents and nodes is None:
        message = (
            f"missing, but required: {', '.join(agents)} runs on every node of a cluster whose size nobody said, in a "
            "namespace with a quota; expected the most nodes that it may have, for example nodes: 10"
        )
        yield Problem(path_of("cluster", "nodes"), message)


def _any_number(path: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    for name, app in namespace.apps.items():
        if isinstance(app, ScheduledJobSettings) and app.concurrency_policy == "Allow":
            message = (
                "any number of runs may go at once, and the namespace has a quota; expected Forbid or Replace, or this "
                "app in a namespace without one"
            )
            yield Problem(path_of(path, "apps", name, "concurrencyPolicy"), message)

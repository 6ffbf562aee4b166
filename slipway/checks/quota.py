"""Quotas and maxima: the apps of a namespace fit into them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from slipway.checks.demand import Demand, chart_demand, demand
from slipway.checks.problems import Problem, path_of
from slipway.settings.chart import NODE_EXPORTER
from slipway.settings.container import ResourcesSettings
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings
from slipway.settings.quantity import bytes_text, cpu_text, parse_quantity
from slipway.settings.quota import BOUNDS, Amounts, MaximaSettings, QuotaSettings, total
from slipway.settings.stack import StackSettings


def above_maxima(path: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    """Each that is above them; the API server would refuse its pods or claims one by one."""
    if namespace.maxima is None:
        return
    yield from defaults_above_maxima(path, namespace)
    for name, app in namespace.apps.items():
        where = path_of(path, "apps", name)
        for steps, container in app.containers().items():
            yield from _container(path_of(where, *steps, "resources"), container.resources, path, namespace.maxima)
        if app.downloads:
            yield from _container(path_of(where, "downloads"), DOWNLOAD_RESOURCES, path, namespace.maxima)
        for steps, claim in app.claims().items():
            yield from _above(
                path_of(where, *steps), claim.size, path_of(path, "maxima", "storage"), namespace.maxima.storage
            )


def defaults_above_maxima(path: str, environment: ManagedNamespaceSettings) -> Iterator[Problem]:
    """What a container gets that says nothing is within them too."""
    if environment.maxima:
        yield from _container(path_of(path, "limits"), environment.limits, path, environment.maxima)


def _container(path: str, resources: ResourcesSettings, namespace: str, maxima: MaximaSettings) -> Iterator[Problem]:
    limits = {"cpu": resources.cpu.limit, "memory": resources.memory.limit}
    for name, bound in maxima.of_containers().items():
        yield from _above(path_of(path, name), limits[name], path_of(namespace, "maxima", name), bound)


def _above(path: str, size: str, setting: str, bound: str | None) -> Iterator[Problem]:
    if bound and parse_quantity(size) > parse_quantity(bound):
        yield Problem(path, f"expected at most {bound}, which is {setting}; got {size}")


_TOLD = 8
"""As many are told with their figures, those that ask for most."""


def shortages(
    path: str, quota: QuotaSettings, demands: Mapping[str, Demand], *, who: str, less: str
) -> Iterator[Problem]:
    """Whatever the quota at `path` bounds too narrowly for all of them together.

    `who` they are (`the apps`), and what else would do (`let the apps ask for less`), stand in the line.
    """
    hard = {name: parse_quantity(bound) for name, bound in quota.hard().items()}
    needed = total(each.amounts for each in demands.values())
    for setting, names in BOUNDS.items():
        if any(needed.get(name, 0) > hard[name] for name in names if name in hard):
            least = {name: max(needed.get(name, Decimal(0)), hard[name]) for name in names}
            message = (
                f"expected room for {_text(setting, needed)}, which is what {who} may ask for at most: "
                f"{_figures(setting, demands)}; got {_text(setting, hard)}; write {setting}: "
                f"{_text(setting, least)}, or {less}"
            )
            yield Problem(path_of(path, setting), message)


def _figures(setting: str, demands: Mapping[str, Demand]) -> str:
    names = BOUNDS[setting]
    those = [(name, each) for name, each in demands.items() if any(each.amounts.get(amount) for amount in names)]
    those.sort(key=lambda one: [-one[1].amounts.get(amount, Decimal(0)) for amount in names])
    told = [f"{name} {_text(setting, each.amounts)}{_pods(each)}" for name, each in those[:_TOLD]]
    left = len(those) - len(told)
    return ", ".join([*told, *([f"{left} more with less each"] if left else [])])


def _pods(demand: Demand) -> str:
    if demand.regular + demand.surge == 1:
        return ""
    rolling = f" and {demand.surge} of a rollout" if demand.surge else ""
    return f" ({demand.regular} {'pod' if demand.regular == 1 else 'pods'}{rolling})"


def _text(setting: str, amounts: Amounts) -> str:
    """As the setting is written: `request..limit` where they differ."""
    spell = {"cpu": cpu_text, "memory": bytes_text, "storage": bytes_text}.get(setting, str)
    return "..".join(dict.fromkeys(spell(amounts.get(name, Decimal(0))) for name in BOUNDS[setting]))


def exceeded_quotas(stack: StackSettings) -> Iterator[Problem]:
    """What is short, with the figures of each app, or of each part of the chart, and the line to write."""
    for name, namespace in stack.namespaces.items():
        if namespace.quota:
            yield from _of_apps(path_of("namespaces", name), namespace, namespace.quota, stack.cluster.nodes)
    if stack.monitoring and stack.monitoring.quota:
        yield from _of_chart(stack.monitoring, stack.monitoring.quota, stack.cluster.nodes)


def _of_apps(path: str, namespace: NamespaceSettings, quota: QuotaSettings, nodes: int | None) -> Iterator[Problem]:
    agents = [name for name, app in namespace.apps.items() if app.runs_on_every_node]
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
        if setting := app.unlimited_by():
            message = (
                "any number of runs may go at once, and the namespace has a quota; expected Forbid or Replace, or this "
                "app in a namespace without one"
            )
            yield Problem(path_of(path, "apps", name, setting), message)

"""Quotas and maxima: the apps of a namespace must fit into them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from slipway.checks.demand import Demand, chart_demand, demand, demand_of_object
from slipway.checks.problems import Problem, path_of
from slipway.settings.chart import NODE_EXPORTER
from slipway.settings.files import DOWNLOAD_RESOURCES
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import ManagedNamespaceSettings, NamespaceSettings
from slipway.settings.quantity import NO_LIMIT, bytes_text, cpu_text, parse_quantity
from slipway.settings.quota import BOUNDS, Amounts, MaximaSettings, QuotaSettings, total
from slipway.settings.resources import ResourcesSettings
from slipway.settings.stack import StackSettings


def above_maxima(path: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    """Every container and claim above the maxima. The API server would refuse their pods during the update."""
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
    """Default limits above the maxima."""
    if environment.maxima:
        yield from _container(path_of(path, "limits"), environment.limits, path, environment.maxima)


def _container(path: str, resources: ResourcesSettings, namespace: str, maxima: MaximaSettings) -> Iterator[Problem]:
    limits = {"cpu": resources.cpu.limit, "memory": resources.memory.limit}
    for name, bound in maxima.of_containers().items():
        setting = path_of(namespace, "maxima", name)
        if limit := limits[name]:
            yield from _above(path_of(path, name), limit, setting, bound)
        else:
            message = f"expected a limit of at most {bound}, because of {setting}; got none; leave one of the two out"
            yield Problem(path_of(path, name), message)


def _above(path: str, size: str, setting: str, bound: str | None) -> Iterator[Problem]:
    if bound and parse_quantity(size) > parse_quantity(bound):
        yield Problem(path, f"expected at most {bound}, the value of {setting}; got {size}")


_TOLD = 8
"""The number of apps in a message. The largest ones come first."""


def shortages(
    path: str, quota: QuotaSettings, demands: Mapping[str, Demand], *, who: str, less: str
) -> Iterator[Problem]:
    """Each bound of the quota at `path` that is smaller than the sum of the demands.

    `who` (`the apps`) and `less` (`reduce the requests of the apps`) are parts of the message.
    """
    hard = {name: parse_quantity(bound) for name, bound in quota.hard().items()}
    needed = total(each.amounts for each in demands.values())
    for setting, names in BOUNDS.items():
        if any(needed.get(name, 0) > hard[name] for name in names if name in hard):
            least = {name: max(needed.get(name, Decimal(0)), hard[name]) for name in names if name in hard}
            message = (
                f"expected at least {_text(setting, needed, hard)}, because {who} can need that much: "
                f"{_figures(setting, demands)}; got {_text(setting, hard, hard)}; write {setting}: "
                f"{_text(setting, least, hard)}, or {less}"
            )
            yield Problem(path_of(path, setting), message)


def _figures(setting: str, demands: Mapping[str, Demand]) -> str:
    names = BOUNDS[setting]
    those = [(name, each) for name, each in demands.items() if any(each.amounts.get(amount) for amount in names)]
    those.sort(key=lambda one: [-one[1].amounts.get(amount, Decimal(0)) for amount in names])
    told = [f"{name} {_text(setting, each.amounts)}{_pods(each)}" for name, each in those[:_TOLD]]
    left = len(those) - len(told)
    return ", ".join([*told, *([f"and {left} smaller ones"] if left else [])])


def _pods(demand: Demand) -> str:
    if demand.regular + demand.surge <= 1:
        return ""
    rolling = f" and {demand.surge} during a rollout" if demand.surge else ""
    return f" ({demand.regular} {'pod' if demand.regular == 1 else 'pods'}{rolling})"


def _text(setting: str, amounts: Amounts, bounded: Container[str] | None = None) -> str:
    """The value as a setting: `request..limit` if they differ. Only the bounded resources have an amount."""
    spell = {"cpu": cpu_text, "memory": bytes_text, "ephemeral-storage": bytes_text, "storage": bytes_text}.get(
        setting, str
    )
    told = (
        spell(amounts.get(name, Decimal(0))) if bounded is None or name in bounded else NO_LIMIT
        for name in BOUNDS[setting]
    )
    return "..".join(dict.fromkeys(told))


def exceeded_quotas(stack: StackSettings) -> Iterator[Problem]:
    """Every quota that is too small, with the demand of each app or part of the chart, and the value to write."""
    for name, namespace in stack.namespaces.items():
        if namespace.quota:
            yield from _of_apps(path_of("namespaces", name), namespace, namespace.quota, stack.cluster.nodes)
    if stack.monitoring and stack.monitoring.quota:
        yield from _of_chart(stack.monitoring, stack.monitoring.quota, stack.cluster.nodes)


def _of_apps(path: str, namespace: NamespaceSettings, quota: QuotaSettings, nodes: int | None) -> Iterator[Problem]:
    agents = [name for name, app in namespace.apps.items() if app.runs_on_every_node]
    apps = {name: demand(app, nodes or 0) for name, app in namespace.apps.items()}
    objects = {path_of("objects", key): demand_of_object(each) for key, each in namespace.objects.items()}
    objects = {key: each for key, each in objects.items() if each.amounts}
    unknown = [*_unknown_nodes(agents, nodes), *_any_number(path, namespace)]
    yield from unknown or shortages(
        path_of(path, "quota"),
        quota,
        {**apps, **objects},
        who="the apps and objects" if objects else "the apps",
        less="reduce the requests of the apps",
    )


def _of_chart(monitoring: MonitoringSettings, quota: QuotaSettings, nodes: int | None) -> Iterator[Problem]:
    demands = chart_demand(monitoring, nodes or 0)
    unknown = list(_unknown_nodes([NODE_EXPORTER], nodes))
    yield from unknown or shortages(
        "monitoring.quota", quota, demands, who="the parts of the chart", less="reduce the replicas"
    )


def _unknown_nodes(agents: Sequence[str], nodes: int | None) -> Iterator[Problem]:
    if agents and nodes is None:
        message = (
            f"missing; required: the largest number of nodes, for example 10, because {', '.join(agents)} "
            f"{'runs' if len(agents) == 1 else 'run'} on every node, in a namespace with a quota"
        )
        yield Problem(path_of("cluster", "nodes"), message)


def _any_number(path: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    for name, app in namespace.apps.items():
        if setting := app.unlimited_by():
            message = (
                "Allow does not limit the number of runs at one time, and the namespace has a quota; "
                "expected Forbid or Replace, or a namespace without a quota"
            )
            yield Problem(path_of(path, "apps", name, setting), message)

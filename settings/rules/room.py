"""Whether the quota of a namespace has room for all that its apps may ever ask for."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from settings.bounds.demand import demand, pods_at_most
from settings.kinds.node_agent import NodeAgentSettings
from settings.kinds.scheduled_job import ScheduledJobSettings
from settings.mistakes.problems import Problem, path_of
from settings.namespace import NamespaceSettings
from settings.stack import StackSettings
from settings.words.amounts import (
    CPU_LIMITS,
    CPU_REQUESTS,
    LOAD_BALANCERS,
    MEMORY_LIMITS,
    MEMORY_REQUESTS,
    NODE_PORTS,
    PODS,
    STORAGE,
    Amounts,
    total,
)
from settings.words.quantity import bytes_text, cpu_text, magnitude

_SETTINGS = {
    "cpu": (CPU_REQUESTS, CPU_LIMITS),
    "memory": (MEMORY_REQUESTS, MEMORY_LIMITS),
    "pods": (PODS,),
    "storage": (STORAGE,),
    "loadBalancers": (LOAD_BALANCERS,),
    "nodePorts": (NODE_PORTS,),
}
"""What each setting of a quota bounds."""
_TOLD = 8
"""As many apps are told with their figures, those that ask for most."""


def missing_room(stack: StackSettings) -> Iterator[Problem]:
    """What is short, with the figures of each app and the line to write."""
    for name, namespace in stack.namespaces.items():
        if namespace.quota:
            path = path_of("namespaces", name)
            unknown = [*_unknown_nodes(namespace, stack.cluster.nodes), *_any_number(path, namespace)]
            yield from unknown or _short(path_of(path, "quota"), namespace, stack.cluster.nodes or 0)


def _unknown_nodes(namespace: NamespaceSettings, nodes: int | None) -> Iterator[Problem]:
    agents = [name for name, app in namespace.apps.items() if isinstance(app, NodeAgentSettings)]
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


def _short(path: str, namespace: NamespaceSettings, nodes: int) -> Iterator[Problem]:
    hard = {name: magnitude(bound) for name, bound in (namespace.quota.hard() if namespace.quota else {}).items()}
    demands = {name: demand(app, nodes) for name, app in namespace.apps.items()}
    pods = {name: _pods(*pods_at_most(app, nodes)) for name, app in namespace.apps.items()}
    needed = total(demands.values())
    for setting, names in _SETTINGS.items():
        if any(needed.get(name, 0) > hard[name] for name in names if name in hard):
            least = {name: max(needed.get(name, Decimal(0)), hard[name]) for name in names}
            message = (
                f"expected room for {_text(setting, needed)}, which is what the apps may ask for at most: "
                f"{_figures(setting, demands, pods)}; got {_text(setting, hard)}; write {setting}: "
                f"{_text(setting, least)}, or let the apps ask for less"
            )
            yield Problem(path_of(path, setting), message)


def _figures(setting: str, demands: Mapping[str, Amounts], pods: Mapping[str, str]) -> str:
    names = _SETTINGS[setting]
    asking = [app for app, each in demands.items() if any(each.get(name) for name in names)]
    asking.sort(key=lambda app: [-demands[app].get(name, Decimal(0)) for name in names])
    told = [f"{app} {_text(setting, demands[app])}{pods[app]}" for app in asking[:_TOLD]]
    left = len(asking) - len(told)
    return ", ".join([*told, *([f"{left} more with less each"] if left else [])])


def _pods(regular: int, surge: int) -> str:
    if regular + surge == 1:
        return ""
    rolling = f" and {surge} of a rollout" if surge else ""
    return f" ({regular} {'pod' if regular == 1 else 'pods'}{rolling})"


def _text(setting: str, amounts: Amounts) -> str:
    """As the setting is written: `request..limit` where they differ."""
    spell = {"cpu": cpu_text, "memory": bytes_text, "storage": bytes_text}.get(setting, str)
    return "..".join(dict.fromkeys(spell(amounts.get(name, Decimal(0))) for name in _SETTINGS[setting]))

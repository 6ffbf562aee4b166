"""Limits of containers and the LimitRange of their namespace: it gives a limit to each container that has none.

https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from collections.abc import Iterator, Mapping
from typing import Any

from slipway.checks.problems import Problem, path_of
from slipway.settings.app import AppSettings
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.patches import DIRECTIVE
from slipway.settings.quantity import parse_quantity
from slipway.settings.resources import ResourcesSettings

_LISTS = ("containers", "initContainers")


def returning_limits(path: str, app: AppSettings, where: str, namespace: ManagedNamespaceSettings) -> Iterator[Problem]:
    """Containers of the app at `path` without a limit that the namespace at `where` would give one."""
    default = namespace.limits.cpu.limit
    for steps, container in app.containers().items():
        if container.resources.cpu.limit is None and default:
            yield Problem(path_of(path, *steps, "resources", "cpu"), _put_back(default, where, namespace))
    for index, patch in enumerate(app.patches):
        for inner, patched in _resources(patch.patch, ()):
            yield from _of_patch(path_of(path, "patches", index, "patch", *inner), patched, where, namespace)


def returning_limits_of_chart(monitoring: MonitoringSettings) -> Iterator[Problem]:
    """Parts of the monitoring without a limit that its namespace would give one."""
    namespace, default = monitoring.as_namespace(), monitoring.limits.cpu.limit
    for name, setting in type(monitoring).model_fields.items():
        resources = getattr(getattr(monitoring, name), "resources", None)
        if isinstance(resources, ResourcesSettings) and resources.cpu.limit is None and default:
            path = path_of("monitoring", setting.alias, "resources", "cpu")
            yield Problem(path, _put_back(default, "monitoring", namespace))


def unlimited_defaults(where: str, namespace: ManagedNamespaceSettings) -> Iterator[Problem]:
    """A quota for what the namespace gives containers none of: the API server would refuse their pods."""
    if namespace.quota and namespace.quota.ephemeral_storage and not namespace.limits.ephemeral_storage:
        message = (
            "the quota counts it, and a container that sets none would be refused; expected "
            f"{path_of(where, 'limits')}: {{ephemeral-storage: 50Mi..1Gi}} too"
        )
        yield Problem(path_of(where, "quota", "ephemeral-storage"), message)
    if namespace.limits.cpu.limit is None and namespace.quota and namespace.quota.cpu and namespace.quota.cpu.limit:
        message = (
            f"the quota counts cpu limits, and {path_of(where, 'limits', 'cpu')} gives containers none; expected "
            f"{namespace.quota.cpu.request}..none"
        )
        yield Problem(path_of(where, "quota", "cpu"), message)


def _resources(patch: Any, steps: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], Mapping[str, Any]]]:
    """The resources of each container in a patch, with their paths."""
    if not isinstance(patch, Mapping):
        return
    for name, inner in patch.items():
        if name in _LISTS and isinstance(inner, list):
            for index, each in enumerate(inner):
                if isinstance(each, Mapping) and DIRECTIVE not in each and "resources" in each:
                    yield (*steps, name, index, "resources"), each["resources"] or {"limits": None}
        else:
            yield from _resources(inner, (*steps, name))


def _of_patch(
    path: str, patched: Mapping[str, Any], where: str, namespace: ManagedNamespaceSettings
) -> Iterator[Problem]:
    limits: Any = patched.get("limits", {})
    defaults = {"cpu": namespace.limits.cpu.limit, "memory": namespace.limits.memory.limit}
    for name, default in defaults.items():
        removed = limits is None or (isinstance(limits, Mapping) and name in limits and limits[name] is None)
        if removed and default:
            message = f"the LimitRange of the namespace would set the limit {default} again; expected "
            yield Problem(path_of(path, "limits", name), message + _instead(name, where, namespace))
    maxima = namespace.maxima.of_containers() if namespace.maxima else {}
    for name, bound in maxima.items():
        limit = limits.get(name) if isinstance(limits, Mapping) else None
        if limit is not None and _is_above(limit, bound):
            message = f"expected at most {bound}, the value of {path_of(where, 'maxima', name)}; got {limit}"
            yield Problem(path_of(path, "limits", name), message)


def _instead(name: str, where: str, namespace: ManagedNamespaceSettings) -> str:
    if name == "memory":
        return "a limit in resources, for example resources: {memory: 1Gi..4Gi}"
    way = "resources: {cpu: 1..none} with relaxations: {noCpuLimit: <reason>} instead of the patch"
    return f"{way}, and {_way(where, namespace)}"


def _put_back(limit: str, where: str, namespace: ManagedNamespaceSettings) -> str:
    return f"the LimitRange of the namespace would set the limit {limit}; expected {_way(where, namespace)}"


def _way(where: str, namespace: ManagedNamespaceSettings) -> str:
    return f"{path_of(where, 'limits')}: {{cpu: {namespace.limits.cpu.request}..none}}"


def _is_above(limit: object, bound: str) -> bool:
    try:
        return parse_quantity(str(limit)) > parse_quantity(bound)
    except (AttributeError, KeyError, ArithmeticError):  # no quantity: the API server refuses it
        return False

"""Monitors that Prometheus would not select, and monitors that would find nothing. Both are silent in a cluster.

https://prometheus-operator.dev/docs/platform/troubleshooting/#servicemonitor
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from slipway.checks.problems import Problem, path_of, unknown
from slipway.schema.scopes import is_of_kubernetes
from slipway.settings.chart import GROUP
from slipway.settings.objects import ManifestSettings
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId
from slipway.topology.label_selectors import matches
from slipway.topology.monitor_targets import (
    Labels,
    Target,
    monitor_labels,
    namespace_labels,
    object_labels,
    pod_targets,
    service_targets,
)
from slipway.topology.scraped import observed

_SELECTORS = {
    "PodMonitor": "podMonitor",
    "ServiceMonitor": "serviceMonitor",
    "Probe": "probe",
    "ScrapeConfig": "scrapeConfig",
    "PrometheusRule": "rule",
}
"""The begin of the selectors of a Prometheus, by kind."""
_ENDPOINTS = {"PodMonitor": "podMetricsEndpoints", "ServiceMonitor": "endpoints"}
_VALUES = "monitoring.extraValues.values.prometheus.prometheusSpec"


class _Monitor(NamedTuple):
    """A monitor among `objects`."""

    path: str
    namespace: str
    manifest: ManifestSettings


def broken_monitors(stack: StackSettings) -> Iterator[Problem]:
    """Every monitor and rule of the stack that Prometheus would ignore, and every monitor without a target."""
    spec = _prometheus_spec(stack)
    yield from _own_ones_left_out(stack, spec)
    for monitor in _written(stack):
        labels = object_labels(stack, monitor.namespace, monitor.manifest.metadata.labels)
        yield from _not_selected(stack, spec, monitor, labels)
        if monitor.manifest.kind in _ENDPOINTS:
            yield from _without_target(stack, monitor)


def _written(stack: StackSettings) -> Iterator[_Monitor]:
    for name, namespace in stack.namespaces.items():
        for key, each in namespace.objects.items():
            if each.group == GROUP and each.kind in _SELECTORS:
                yield _Monitor(path_of("namespaces", name, "objects", key), name, each)


def _prometheus_spec(stack: StackSettings) -> Mapping[str, Any]:
    """What `extraValues` say of the stack's own Prometheus."""
    extra = stack.monitoring.extra_values if stack.monitoring else None
    found: Any = extra.values if extra else {}
    for step in ("prometheus", "prometheusSpec"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _own_ones_left_out(stack: StackSettings, spec: Mapping[str, Any]) -> Iterator[Problem]:
    """Selectors in `extraValues` that leave out the monitors and the rules of the apps."""
    for kind, begin in (("PodMonitor", "podMonitor"), ("PrometheusRule", "rule")):
        for name in stack.namespaces:
            for app_name, app in observed(stack, name):
                if (app.scrape() if kind == "PodMonitor" else app.objectives) is None:
                    continue
                labels = monitor_labels(stack, name, app_name)
                for setting, asked, have in (
                    (f"{begin}Selector", spec.get(f"{begin}Selector"), labels),
                    (f"{begin}NamespaceSelector", spec.get(f"{begin}NamespaceSelector"), namespace_labels(stack, name)),
                ):
                    if not matches(asked, have):
                        message = (
                            f"Prometheus would not read the {kind} of {name}/{app_name}; leave it out, or set labels "
                            f"of the namespace that it selects"
                        )
                        yield Problem(path_of(_VALUES, setting), message)
                        return


def _not_selected(
    stack: StackSettings, spec: Mapping[str, Any], monitor: _Monitor, labels: Labels
) -> Iterator[Problem]:
    kind, begin = monitor.manifest.kind, _SELECTORS[monitor.manifest.kind]
    elsewhere = stack.cluster.prometheus
    if elsewhere is None and stack.monitoring is None:
        message = (
            f"nobody reads a {kind}: the stack has no Prometheus; expected monitoring: {{}}, or that of the cluster, "
            "for example cluster: {prometheus: {namespace: prometheus}}"
        )
        yield Problem(monitor.path, message)
        return
    asked = elsewhere.monitor_labels if elsewhere else {}
    if missing := {key: value for key, value in asked.items() if labels.get(key) != value}:
        line = ", ".join(f"{key}: {value}" for key, value in missing.items())
        message = f"missing, so that Prometheus ignores it (cluster.prometheus.monitorLabels); write labels: {{{line}}}"
        yield Problem(path_of(monitor.path, "metadata", "labels"), message)
    if not matches(spec.get(f"{begin}Selector"), labels):
        message = f"Prometheus ignores it: {_VALUES}.{begin}Selector selects other labels; write those labels"
        yield Problem(path_of(monitor.path, "metadata", "labels"), message)
    if not matches(spec.get(f"{begin}NamespaceSelector"), namespace_labels(stack, monitor.namespace)):
        message = f"Prometheus ignores it: {_VALUES}.{begin}NamespaceSelector does not select this namespace"
        yield Problem(monitor.path, message)


def _without_target(stack: StackSettings, monitor: _Monitor) -> Iterator[Problem]:
    """A selector that matches nothing, a port that no target has, and targets that are read twice. Nothing is known of
    namespaces outside the stack, of pods of charts, and of pods that operators make.
    """
    kind, spec = monitor.manifest.kind, monitor.manifest.spec
    spaces = _namespaces(spec.get("namespaceSelector"), monitor.namespace)
    path = path_of(monitor.path, "spec")
    if spaces is None or not all(name in stack.namespaces for name in spaces):
        return
    found_by = pod_targets if kind == "PodMonitor" else service_targets
    targets = [target for name in spaces for target in found_by(stack, name)]
    found = [target for target in targets if matches(spec.get("selector"), target.labels)]
    if found:
        if not any(_is_patched(stack, target) for target in found):
            yield from _ports(path, spec, kind, found)
        yield from _read_twice(path, stack, set(_asked(spec, kind)), found)
    elif not any(stack.namespaces[name].charts or _has_operators(stack.namespaces[name].objects) for name in spaces):
        what = "pods" if kind == "PodMonitor" else "Services"
        names = ", ".join(target.name for target in targets) or "none"
        message = f"matches no {what} in {', '.join(spaces)}, so it would read nothing; there are {names}"
        yield Problem(path_of(path, "selector"), f"{message}; the label of an app is app.kubernetes.io/name: <app>")


def _has_operators(objects: Mapping[str, ManifestSettings]) -> bool:
    """True with a custom resource, for which an operator may make pods and Services."""
    return any(not is_of_kubernetes(each.api_version) and each.group != GROUP for each in objects.values())


def _is_patched(stack: StackSettings, target: Target) -> bool:
    """True for an app to which patches may add ports."""
    return target.app is not None and bool(stack.namespaces[target.app.namespace].apps[target.app.name].patches)


def _namespaces(selector: Any, own: str) -> list[str] | None:
    """The namespaces in which it looks; None for all of the cluster."""
    if not isinstance(selector, Mapping):
        return [own]
    if selector.get("any") is True:
        return None
    names = selector.get("matchNames")
    return [str(name) for name in names] if isinstance(names, list) and names else [own]


def _ports(path: str, spec: Mapping[str, Any], kind: str, found: Sequence[Target]) -> Iterator[Problem]:
    asked, known = _asked(spec, kind), {port for target in found for port in target.ports}
    if not asked:
        yield Problem(path_of(path, _ENDPOINTS[kind]), "missing; expected at least one, for example [{port: metrics}]")
    owners = ", ".join(target.name for target in found)
    for index, port in enumerate(asked):
        if isinstance(port, str) and port not in known:
            where = path_of(path, _ENDPOINTS[kind], index, "port")
            yield Problem(where, unknown(port, known, f"port of {owners}", named=True))


def _asked(spec: Mapping[str, Any], kind: str) -> list[str | None]:
    """The port of each endpoint; None for one that is said by its number."""
    endpoints = spec.get(_ENDPOINTS[kind])
    said = endpoints if isinstance(endpoints, list) else []
    return [each.get("port") if isinstance(each, Mapping) else None for each in said]


def _read_twice(path: str, stack: StackSettings, asked: set[Any], found: Iterable[Target]) -> Iterator[Problem]:
    services: dict[AppId, list[str]] = {}
    for target in found:
        if target.app and asked & target.ports:
            services.setdefault(target.app, []).append(target.name)
    where = path_of(path, "selector")
    for which, names in services.items():
        scrape = stack.namespaces[which.namespace].apps[which.name].scrape()
        if scrape and scrape.name in asked:
            message = (
                f"the port {scrape.name} of {which} would be read twice, because slipway makes a PodMonitor for it; "
                "leave this monitor out, and write what differs into metrics of the app"
            )
            yield Problem(where, message)
        elif len(names) > 1:
            message = (
                f"matches the Services {', '.join(names)}, so each pod would be read {len(names)} times; expected "
                f"metrics of the app {which} instead"
            )
            yield Problem(where, message)

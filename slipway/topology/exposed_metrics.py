"""The metrics that the Prometheus of a stack reads: of the chart, of the apps, of recording rules, and of others."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from slipway.schema.metrics import ANNOTATIONS, FAMILIES, LABELS, Labels, metrics_by_source
from slipway.settings.app import AppSettings
from slipway.settings.chart import KUBE_STATE_METRICS, NODE_EXPORTER
from slipway.settings.monitoring import MonitoringSettings
from slipway.settings.promql import parsed, selectors
from slipway.settings.slo_sources import PRESETS, WINDOW
from slipway.topology.apps import AppId, Declared
from slipway.topology.prometheus_rules import written_rules
from slipway.topology.scraped import observed

TARGET_LABELS = frozenset(
    {"job", "instance", "namespace", "pod", "service", "endpoint", "container", "node", "metrics_path", "cluster"}
)
"""The labels that a monitor of the chart may add to any series."""

_SWITCHES = {
    KUBE_STATE_METRICS: "kubeStateMetrics.enabled",
    NODE_EXPORTER: "nodeExporter.enabled",
    "cadvisor": "kubelet.enabled",
    "kubelet": "kubelet.enabled",
    "kube-apiserver": "kubeApiServer.enabled",
    "kube-controller-manager": "kubeControllerManager.enabled",
    "kube-scheduler": "kubeScheduler.enabled",
    "kube-proxy": "kubeProxy.enabled",
    "chart": "defaultRules.create",
}
"""The value of the chart that switches each source off."""
_CONTROL_PLANE = frozenset({"kube-controller-manager", "kube-scheduler", "kube-proxy"})
_ALLOWLISTS = frozenset({LABELS, ANNOTATIONS})
_RECORDED = re.compile(r"slo:\w+:\w+|sloth_slo_info")
"""The series that objectives record."""


@dataclass(frozen=True)
class ExposedMetrics:
    """The metrics by name, and patterns of further names."""

    named: Mapping[str, Labels]
    patterns: tuple[re.Pattern[str], ...]
    of_apps: Mapping[re.Pattern[str], tuple[AppId, ...]] = field(default_factory=dict)
    """The apps that expose metrics with names of a pattern."""

    def knows(self, metric: str) -> bool:
        """True if something exposes it."""
        return metric in self.named or any(each.fullmatch(metric) for each in (*self.patterns, *self.of_apps))

    def labels(self, metric: str) -> Labels:
        """All labels that its series can have; None if they are not known."""
        found = None if self.owners(metric) else self.named.get(metric)
        return None if found is None else found | TARGET_LABELS

    def owners(self, metric: str) -> set[AppId]:
        """The apps that expose it; none for a metric that comes from elsewhere too."""
        if metric in self.named or any(each.fullmatch(metric) for each in self.patterns):
            return set()
        return {app for pattern, apps in self.of_apps.items() if pattern.fullmatch(metric) for app in apps}

    def names(self) -> Iterable[str]:
        """All that could be meant by a name that is not known."""
        return (*self.named, *(each.pattern for each in self.of_apps))


def exposed_metrics(declared: Declared) -> ExposedMetrics:
    """All of a stack. Of a Prometheus that the stack does not deploy nobody knows the settings: it has all sources."""
    monitoring, elsewhere = declared.monitoring, declared.cluster.prometheus
    off = _switched_off(monitoring) if monitoring else frozenset()
    named: dict[str, Labels] = {}
    for source, metrics in metrics_by_source().items():
        if source not in off:
            for name, labels in metrics.items():
                # A metric of several sources has the labels of all of them.
                known = named.get(name, frozenset())
                named[name] = None if labels is None or known is None else labels | known
    named |= {rule.record: None for rule in written_rules(declared) if rule.record}
    named |= dict.fromkeys(_of_presets())
    others = (monitoring.other_metrics if monitoring else ()) + (elsewhere.other_metrics if elsewhere else ())
    return ExposedMetrics(named, tuple(map(re.compile, (*FAMILIES, _RECORDED.pattern, *others))), _of_apps(declared))


def _switched_off(monitoring: MonitoringSettings) -> frozenset[str]:
    values = monitoring.extra_values.values if monitoring.extra_values else {}
    off = {source for source, path in _SWITCHES.items() if _value(values, path) is False}
    off |= {name for name in _ALLOWLISTS if not _value(values, f"kube-state-metrics.{name}")}
    return frozenset(off | (_CONTROL_PLANE if monitoring.managed_control_plane else set()))


def _value(values: Mapping[str, Any], path: str) -> Any:
    found: Any = values
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _of_presets() -> Iterator[str]:
    """Well-known metrics, which apps, ingress controllers and meshes expose."""
    for preset in PRESETS.values():
        yield preset.requests
        yield from (preset.histogram, *(f"{preset.histogram}_{end}" for end in ("bucket", "count", "sum")))


def _of_apps(declared: Declared) -> dict[re.Pattern[str], tuple[AppId, ...]]:
    found: dict[str, list[AppId]] = {}
    for namespace in declared.namespaces:
        for name, app in observed(declared, namespace):
            for pattern in _said_by(app):
                found.setdefault(pattern, []).append(AppId(namespace, name))
    return {re.compile(pattern): tuple(apps) for pattern, apps in found.items()}


def _said_by(app: AppSettings) -> Iterator[str]:
    """The patterns of `exposes`; without them, the own metrics of its objectives."""
    scrape = app.scrape()
    if scrape and scrape.settings.exposes:
        yield from scrape.settings.exposes
    elif app.objectives:
        source = app.objectives.source
        for query in filter(None, (source.errors, source.total)):
            yield from (
                re.escape(each.metric) for each in selectors(parsed(query.replace(WINDOW, "5m"))) if each.metric
            )
        if source.histogram:
            yield rf"{re.escape(source.histogram)}(_bucket|_count|_sum)?"

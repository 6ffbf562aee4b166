"""The Prometheus rules that the stack file itself writes: PrometheusRules among `objects`, and values of the chart.

https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Rule
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from slipway.settings.chart import GROUP
from slipway.topology.apps import Declared

Steps = tuple[object, ...]


class Rule(NamedTuple):
    """A rule, as it is written."""

    steps: Steps
    """Its path in the stack file."""
    query: str
    record: str | None
    """The name of the series that it records."""
    alert: str | None
    """The name of its alert."""
    labels: Mapping[str, str]
    namespace: str | None
    """The namespace of its object; None for a value of the chart."""


def written_rules(declared: Declared) -> Iterator[Rule]:
    """Every rule. What is no rule at all is left to the checks of `objects`, and to Helm."""
    for name, namespace in declared.namespaces.items():
        for key, each in namespace.objects.items():
            if (each.group, each.kind) == (GROUP, "PrometheusRule"):
                yield from _rules(("namespaces", name, "objects", key, "spec"), each.spec, name)
    extra = declared.monitoring.extra_values if declared.monitoring else None
    for steps, spec in _of_chart(extra.values if extra else {}):
        yield from _rules(("monitoring", "extraValues", "values", *steps), spec, None)


def _of_chart(values: Mapping[str, Any]) -> Iterator[tuple[Steps, Any]]:
    """The chart takes rules by name, and as a list."""
    for name, spec in _items(values.get("additionalPrometheusRulesMap")):
        yield ("additionalPrometheusRulesMap", name), spec
    for index, spec in _items(values.get("additionalPrometheusRules")):
        yield ("additionalPrometheusRules", index), spec


def _rules(steps: Steps, spec: Any, namespace: str | None) -> Iterator[Rule]:
    for number, group in _items(_at(spec, "groups")):
        for place, rule in _items(_at(group, "rules")):
            query = _at(rule, "expr")
            if isinstance(query, str | int | float):
                labels = _at(rule, "labels")
                yield Rule(
                    (*steps, "groups", number, "rules", place),
                    str(query),
                    _text(_at(rule, "record")),
                    _text(_at(rule, "alert")),
                    {str(key): str(value) for key, value in labels.items()} if isinstance(labels, Mapping) else {},
                    namespace,
                )


def _items(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _at(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, Mapping) else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None

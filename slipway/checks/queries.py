"""Every PromQL query of a stack: it parses, and something exposes what it reads.

A query for a metric that does not exist is no error for Prometheus: it returns nothing, and an alert on it never fires.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from slipway.checks.dashboards import dashboard_queries
from slipway.checks.problems import Problem, got, path_of
from slipway.settings.promql import Selector, parse_error, parsed, selectors
from slipway.settings.slo_sources import WINDOW
from slipway.settings.stack import StackSettings
from slipway.settings.workloads import ReplicatedSettings
from slipway.topology.exposed_metrics import ExposedMetrics, exposed_metrics
from slipway.topology.prometheus_rules import written_rules
from slipway.topology.scraped import prometheus


class Query(NamedTuple):
    """A query, and the path of its setting."""

    path: str
    text: str
    variables: bool = False
    """True if a value with `$` in it is a variable of Grafana."""


def broken_queries(stack: StackSettings) -> Iterator[Problem]:
    """Every query that does not parse, or that reads what nothing exposes."""
    exposed = exposed_metrics(stack) if prometheus(stack) else None
    for query in _queries(stack):
        if wrong := parse_error(query.text):
            yield Problem(query.path, f"expected PromQL; {wrong}; got {got(query.text)}")
        elif exposed:
            yield from _unmatched(query, exposed)


def _queries(stack: StackSettings) -> Iterator[Query]:
    for rule in written_rules(stack):
        yield Query(path_of(*rule.steps, "expr"), rule.query)
    for path, text in dashboard_queries(stack):
        yield Query(path, text, variables=True)
    for name, namespace in stack.namespaces.items():
        for app_name, app in namespace.apps.items():
            path = path_of("namespaces", name, "apps", app_name)
            scaling = app.scaled_by if isinstance(app, ReplicatedSettings) else None
            for index, trigger in enumerate(scaling.triggers if scaling else ()):
                if trigger.type == "prometheus" and (asked := trigger.metadata.get("query")):
                    yield Query(path_of(path, "autoscaling", "triggers", index, "metadata", "query"), asked)
            # An objective on own metrics declares them, unless the app says which ones it exposes.
            scrape = app.scrape()
            source = app.objectives.source if app.objectives and scrape and scrape.settings.exposes else None
            for setting in ("errors", "total") if source else ():
                if own := getattr(source, setting):
                    yield Query(path_of(path, "slo", "source", setting), own.replace(WINDOW, "5m"))


def _unmatched(query: Query, exposed: ExposedMetrics) -> Iterator[Problem]:
    told: set[str] = set()
    for selector in selectors(parsed(query.text)):
        message = _wrong(selector, exposed, variables=query.variables)
        if message and message not in told:
            told.add(message)
            yield Problem(query.path, message)


def _wrong(selector: Selector, exposed: ExposedMetrics, *, variables: bool) -> str | None:
    metric = selector.metric
    if metric is None or (variables and "$" in metric):
        return None
    if not exposed.knows(metric):
        near = get_close_matches(metric, exposed.names(), n=1, cutoff=0.8)
        meant = f"did you mean {near[0]}? " if near else ""
        return (
            f"nothing in the stack exposes {metric}, so the query would find nothing; {meant}If an app exposes it, "
            f"write metrics: {{exposes: [{metric}]}} there; if something outside the stack does, "
            f"monitoring.otherMetrics: [{metric}]"
        )
    labels = exposed.labels(metric)
    for label in sorted(selector.labels - labels) if labels is not None else ():
        near = get_close_matches(label, labels or (), n=1, cutoff=0.6)
        expected = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(labels or ()))}"
        return f"{metric} has no label {label}, so the query would find nothing; {expected}"
    return _of_no_app(selector, metric, exposed, variables=variables)


def _of_no_app(selector: Selector, metric: str, exposed: ExposedMetrics, *, variables: bool) -> str | None:
    owners = exposed.owners(metric)
    asked = {
        label: value
        for label in ("namespace", "app")
        if (value := selector.equal.get(label)) and not (variables and "$" in value)
    }
    if not owners or any(
        asked.get("namespace", owner.namespace) == owner.namespace and asked.get("app", owner.name) == owner.name
        for owner in owners
    ):
        return None
    said = ", ".join(f'{label}="{value}"' for label, value in asked.items())
    have = ", ".join(sorted(map(str, owners)))
    return f"only {have} exposes {metric}, so {said} would find nothing"

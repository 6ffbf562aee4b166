"""The Helm charts of a namespace: their names, their connections, and the names of Secrets in their values."""

from collections.abc import Iterator, Mapping

from slipway.checks.connections import connections_of
from slipway.checks.object_names import misnamed_in_values
from slipway.checks.problems import Problem, path_of
from slipway.checks.references import KnownObjects
from slipway.settings.connection import by_path
from slipway.settings.namespace import NamespaceSettings
from slipway.settings.stack import StackSettings
from slipway.topology.apps import AppId

Keys = Mapping[str, Mapping[str, frozenset[str]]]


def broken_charts(stack: StackSettings, secrets: Keys) -> Iterator[Problem]:
    """Every chart that shares its name with an app, that connects to nobody, or whose values name an unknown Secret."""
    for name, namespace in stack.namespaces.items():
        known = KnownObjects.of(name, namespace, secrets.get(name, {}))
        yield from _names(name, namespace)
        for called, chart in namespace.charts.items():
            path = path_of("namespaces", name, "charts", called)
            yield from connections_of(path, AppId(name, called), by_path(chart.connects_to), stack)
            yield from misnamed_in_values(path_of(path, "values"), chart.values, known)


def _names(name: str, namespace: NamespaceSettings) -> Iterator[Problem]:
    for called in namespace.charts:
        if called in namespace.apps or called in namespace.external_names:
            kind = "apps" if called in namespace.apps else "externalNames"
            taken = path_of("namespaces", name, kind, called)
            message = f"{called} is already the name of {taken}; their Services would have the same one; rename one"
            yield Problem(path_of("namespaces", name, "charts", called), message)

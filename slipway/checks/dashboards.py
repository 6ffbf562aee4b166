"""Grafana dashboards among `objects`: ConfigMaps that Grafana's sidecar loads. Grafana ignores a broken one silently.

https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from slipway.checks.problems import Problem, got, path_of
from slipway.settings.promql import parse_error
from slipway.settings.stack import StackSettings

LABEL, VALUE = "grafana_dashboard", "1"
"""The label by which the sidecar finds the ConfigMaps."""
_LONGEST_UID = 40
"""https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/"""
_IN_BRACKETS = re.compile(r"\[(\$[\w{}:]+|\[\[\w+\]\])([]:])")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`")
_VARIABLE = re.compile(r"\$\{\w+(?::\w+)?\}|\$\w+|\[\[\w+\]\]")
_STAND_INS = ("variable", "1", "5m")
"""What a variable outside of quotes can stand for: a name, a number, a duration."""


class _Dashboard(NamedTuple):
    path: str
    content: Mapping[str, Any]


def broken_dashboards(stack: StackSettings, own: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """Every dashboard that Grafana would ignore. `own` are the uids of the dashboards of slipway, with their titles."""
    uids: dict[str, str] = {uid: f"the dashboard {title} of slipway" for uid, title in (own or {}).items()}
    for path, text, labels in _texts(stack):
        if labels[LABEL] != VALUE:
            message = f'Grafana loads ConfigMaps with {LABEL}: "{VALUE}"; got {got(labels[LABEL])}'
            yield Problem(path_of(path.rpartition(".data.")[0], "metadata", "labels", LABEL), message)
        content = _parsed(text)
        if isinstance(content, str):
            yield Problem(path, content)
            continue
        yield from _of_content(_Dashboard(path, content))
        uid = content.get("uid")
        if isinstance(uid, str) and uid in uids:
            yield Problem(path, f"uid {got(uid)} is also that of {uids[uid]}; Grafana would load only one of them")
        elif isinstance(uid, str):
            uids[uid] = path


def dashboard_queries(stack: StackSettings) -> Iterator[tuple[str, str]]:
    """The path and the text of every query to a Prometheus, with stand-ins for variables outside of quotes."""
    for path, text, _ in _texts(stack):
        content = _parsed(text)
        if not isinstance(content, str):
            yield from _queries(path, content, "prometheus", _types(content))


def _texts(stack: StackSettings) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """The path, the text and the labels of every dashboard."""
    for name, namespace in stack.namespaces.items():
        for key, each in namespace.objects.items():
            data = each.content.get("data")
            if each.kind == "ConfigMap" and LABEL in each.metadata.labels and isinstance(data, Mapping):
                for file, text in data.items():
                    if isinstance(text, str) and file.endswith(".json"):
                        path = path_of("namespaces", name, "objects", key, "data", file)
                        yield path, text, each.metadata.labels


def _parsed(text: str) -> Mapping[str, Any] | str:
    """The dashboard, or what is wrong with its text."""
    try:
        content = json.loads(text)
    except ValueError as error:
        return f"expected a dashboard as JSON; {error}"
    return content if isinstance(content, dict) else "expected a dashboard: a JSON object with panels"


def _of_content(dashboard: _Dashboard) -> Iterator[Problem]:
    path, content = dashboard
    uid = content.get("uid")
    if not isinstance(uid, str) or not uid or len(uid) > _LONGEST_UID:
        message = f"uid: expected a text of at most {_LONGEST_UID} characters, so that links stay; got {got(uid)}"
        yield Problem(path, message)
    if "__inputs" in content:
        message = "__inputs: Grafana asks for them only when a person imports the file; use a variable datasource"
        yield Problem(path, message)
    numbers = [panel.get("id") for panel in _panels(content)]
    if several := sorted({number for number in numbers if isinstance(number, int) and numbers.count(number) > 1}):
        yield Problem(path, f"several panels have the id {', '.join(map(str, several))}; expected different ones")
    declared = {str(each.get("name")) for each in _variables(content)}
    used = {_name(match) for match in _VARIABLE.findall(json.dumps(content.get("panels", [])))}
    for name in sorted(used - declared):
        if not name.startswith("__") and not name.isdecimal():
            yield Problem(path, f"the panels use ${name}, and the dashboard declares no such variable")


def _panels(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for panel in content.get("panels") or ():
        if isinstance(panel, dict):
            yield panel
            yield from _panels(panel)


def _variables(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    templating = content.get("templating")
    for each in (templating.get("list") or ()) if isinstance(templating, dict) else ():
        if isinstance(each, dict):
            yield each


def _name(variable: str) -> str:
    return variable.strip("${}[]").partition(":")[0]


def _types(content: Mapping[str, Any]) -> dict[str, str]:
    """The type of data source that each variable stands for."""
    return {
        str(each.get("name")): str(each.get("query"))
        for each in _variables(content)
        if each.get("type") == "datasource"
    }


def _queries(path: str, part: Any, source: str, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every `expr` below this part. The nearest data source above it counts."""
    if isinstance(part, list):
        for index, each in enumerate(part):
            yield from _queries(path_of(path, index), each, source, types)
    elif isinstance(part, dict):
        source = _source(part.get("datasource"), types) or source
        query = part.get("expr")
        if isinstance(query, str) and query.strip() and source == "prometheus":
            yield path_of(path, "expr"), _without_variables(query)
        for key, each in part.items():
            yield from _queries(path_of(path, key), each, source, types)


def _source(said: Any, types: Mapping[str, str]) -> str | None:
    """The type of a data source: as it is said, or that of the variable with its uid."""
    if isinstance(said, dict):
        return str(said["type"]) if said.get("type") else _source(said.get("uid"), types)
    return types.get(_name(said)) if isinstance(said, str) and said.startswith(("$", "[[")) else None


def _without_variables(query: str) -> str:
    """The query with something that parses in place of each variable, if there is such a thing."""
    query = _IN_BRACKETS.sub(r"[5m\2", query)
    quoted = _QUOTED.findall(query)
    outside = _QUOTED.sub("\0", query)
    made = [_filled(_VARIABLE.sub(each, outside), quoted) for each in _STAND_INS]
    return next((each for each in made if parse_error(each) is None), made[0])


def _filled(outside: str, quoted: list[str]) -> str:
    texts = iter(quoted)
    return re.sub("\0", lambda _: next(texts), outside)

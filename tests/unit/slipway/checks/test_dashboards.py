import json
from typing import Any

import pytest

from slipway.checks.dashboards import broken_dashboards, dashboard_queries
from slipway.settings.stack import StackSettings

PATH = "namespaces.shop.objects.own.data.a.json"
LABELS = {"grafana_dashboard": "1"}


def stack(texts: dict[str, str], labels: dict[str, str] | None = None) -> StackSettings:
    metadata = {"labels": LABELS if labels is None else labels}
    own = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": texts}
    return StackSettings.model_validate(
        {"environment": "development", "namespaces": {"shop": {"objects": {"own": own}}}}
    )


def dashboard(*panels: Any, **said: Any) -> str:
    return json.dumps({"uid": "shop", "title": "Shop", "panels": panels, **said})


def panel(query: str, **said: Any) -> dict[str, Any]:
    return {"id": 1, "targets": [{"expr": query}], **said}


def problems(text: str, **said: Any) -> list[str]:
    return [str(each) for each in broken_dashboards(stack({"a.json": text}, **said))]


def queries(*panels: Any, **said: Any) -> list[str]:
    return [text for _, text in dashboard_queries(stack({"a.json": dashboard(*panels, **said)}))]


def test_a_dashboard_that_grafana_loads_is_accepted() -> None:
    variables = {"list": [{"name": "namespace", "type": "query"}]}

    assert problems(dashboard(panel('up{namespace="$namespace"}', title="${__from}"), templating=variables)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "expected a dashboard as JSON; Expecting property name"),
        ("[]", "expected a dashboard: a JSON object with panels"),
        (dashboard(uid=""), 'uid: expected a text of at most 40 characters, so that links stay; got ""'),
        (dashboard(uid="a" * 41), "uid: expected a text of at most 40 characters, so that links stay; got"),
        (dashboard(__inputs=[]), "__inputs: Grafana asks for them only when a person imports the file"),
        (dashboard(panel("up"), panel("up")), "several panels have the id 1; expected different ones"),
        (dashboard(panel('up{app="$app"}')), "the panels use $app, and the dashboard declares no such variable"),
    ],
)
def test_a_dashboard_that_grafana_would_ignore_is_refused(text: str, message: str) -> None:
    (problem,) = problems(text)

    assert problem.startswith(f"{PATH}: {message}")


def test_a_uid_twice_is_refused() -> None:
    found = [str(each) for each in broken_dashboards(stack({"a.json": dashboard(), "b.json": dashboard()}))]

    assert found == [
        (
            f'namespaces.shop.objects.own.data.b.json: uid "shop" is also that of {PATH}; '
            "Grafana would load only one of them"
        )
    ]


def test_a_uid_of_slipway_is_refused() -> None:
    (found,) = broken_dashboards(stack({"a.json": dashboard()}), {"shop": "Apps"})

    assert (
        str(found)
        == f'{PATH}: uid "shop" is also that of the dashboard Apps of slipway; Grafana would load only one of them'
    )


def test_a_label_with_another_value_is_refused() -> None:
    assert problems(dashboard(), labels={"grafana_dashboard": "true"}) == [
        (
            "namespaces.shop.objects.own.metadata.labels.grafana_dashboard: Grafana loads ConfigMaps with "
            "grafana_dashboard: "
            '"1"; got "true"'
        )
    ]


def test_a_config_map_without_the_label_is_no_dashboard() -> None:
    assert problems("{", labels={}) == []


def test_variables_outside_of_quotes_have_stand_ins() -> None:
    assert queries(
        panel('rate(a_total{app="$app"}[$__rate_interval])'),
        panel("sum by ($by) (b)"),
        panel("topk($limit, c)"),
        panel("d offset ${shift:raw}"),
        panel("max_over_time(e[[[range]]:])"),
    ) == [
        'rate(a_total{app="$app"}[5m])',
        "sum by (variable) (b)",
        "topk(1, c)",
        "d offset 1",
        "max_over_time(e[5m:])",
    ]


def test_queries_of_rows_and_of_variables_are_read_too() -> None:
    row = {"type": "row", "panels": [panel("a")]}

    assert queries(row, annotations={"list": [{"expr": "b"}]}) == ["a", "b"]


def test_queries_to_other_data_sources_are_left_out() -> None:
    variables = {"list": [{"name": "logs", "type": "datasource", "query": "loki"}]}
    loki = '{app="web"} |= "error"'

    assert queries(panel(loki, datasource={"type": "loki", "uid": "x"}), panel("up")) == ["up"]
    assert queries(panel(loki, datasource={"uid": "${logs}"}), templating=variables) == []
    assert queries(panel(loki, datasource="$logs"), templating=variables) == []

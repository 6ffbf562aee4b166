from typing import Any

import pytest
from pydantic import TypeAdapter

from offline.program import ROOT
from slipway.blocks.app_alerts import app_alerts
from slipway.settings.kinds import AnyApp

APP: TypeAdapter[AnyApp] = TypeAdapter(AnyApp)


def alerts(**said: Any) -> list[dict[str, Any]]:
    return app_alerts("shop", "web", "store", APP.validate_python({"image": "a:1", **said}))


@pytest.mark.parametrize(
    ("kind", "available"),
    [
        ("stateless", 'kube_deployment_status_replicas_available{namespace="shop",deployment="web"}'),
        ("stateful", 'kube_statefulset_status_replicas_available{namespace="shop",statefulset="web"}'),
        ("agent", 'kube_daemonset_status_number_available{namespace="shop",daemonset="web"}'),
    ],
)
def test_an_app_with_metrics_is_missed_while_its_pods_run(kind: str, available: str) -> None:
    (alert,) = alerts(kind=kind, port=80, metrics={})

    assert (alert["alert"], alert["for"]) == ("MetricsAbsent", "15m")
    assert available in alert["expr"]
    assert alert["labels"] == {"namespace": "shop", "app": "web", "team": "store", "severity": "warning"}


def test_an_app_without_metrics_has_no_alerts() -> None:
    assert alerts(port=80) == []
    assert alerts(kind="worker") == []


def test_a_schedule_is_missed_later_if_runs_may_start_late() -> None:
    (alert,) = alerts(kind="scheduled", schedule="@daily")
    (patient,) = alerts(kind="scheduled", schedule="@daily", startingDeadlineSeconds=600)

    assert alert["alert"] == "ScheduleMissed"
    assert "> 900\n" in alert["expr"]
    assert "> 1500\n" in patient["expr"]


def test_a_schedule_that_is_stopped_is_not_missed() -> None:
    assert alerts(kind="scheduled", schedule="@daily", suspend=True) == []


def test_alerts_link_to_what_they_mean() -> None:
    app = APP.validate_python({"image": "a:1", "port": 80, "metrics": {}})
    links = {"runbook_url": "https://example.com/runbooks", "dashboard_url": "https://example.com/d/web"}
    linked, plain = app_alerts("shop", "web", None, app, **links), app_alerts("shop", "web", None, app)

    assert linked[0]["annotations"]["runbook_url"] == "https://example.com/runbooks#metricsabsent"
    assert linked[0]["annotations"]["dashboard_url"] == "https://example.com/d/web"
    assert {*plain[0]["annotations"]} == {"summary", "description"}


def test_the_runbooks_have_a_heading_for_each_alert() -> None:
    lines = (ROOT / "docs" / "runbooks.md").read_text().splitlines()
    found = [*alerts(port=80, metrics={}), *alerts(kind="scheduled", schedule="@daily")]

    assert {f"## {each['alert']}" for each in found} <= {*lines}

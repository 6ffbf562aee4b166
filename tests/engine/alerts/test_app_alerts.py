"""The alerts of each kind of app: when they fire, and when they must not."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from slipway.blocks.app_alerts import app_alerts
from slipway.settings.kinds import AnyApp
from tests.engine.alerts.promtool import Groups, Promtool

AVAILABLE = 'kube_deployment_status_replicas_available{namespace="shop",deployment="web",job="kube-state-metrics"}'
UP = 'up{namespace="shop",app="web",pod="web-%d",job="web"}'
NEXT = 'kube_cronjob_next_schedule_time{namespace="shop",cronjob="nightly",job="kube-state-metrics"}'
ACTIVE = 'kube_cronjob_status_active{namespace="shop",cronjob="nightly",job="kube-state-metrics"}'
WEB: dict[str, Any] = {"image": "a:1", "port": 80, "metrics": {}}
NIGHTLY: dict[str, Any] = {"kind": "scheduled", "image": "a:1", "schedule": "@hourly"}
FIRES, SILENT = {"{}": 1.0}, dict[str, float]()
APP: TypeAdapter[AnyApp] = TypeAdapter(AnyApp)


def groups(name: str, said: Mapping[str, Any]) -> Groups:
    rules = app_alerts("shop", name, "store", APP.validate_python(said), runbook_url="https://example.com/runbooks")
    return [{"name": f"shop.{name}", "rules": rules}]


def otherwise(
    promtool: Promtool, name: str, said: Mapping[str, Any], series: Mapping[str, str], expected: Mapping[str, Any]
) -> str:
    """What is otherwise than expected: by the time, whether an alert fires."""
    asked = {
        f'{time} count(ALERTS{{alertstate="firing",app="{name}",team="store"}})': e for time, e in expected.items()
    }
    return promtool.refuses(groups(name, said), series, asked)


def test_pods_that_nobody_scrapes_are_told_after_a_quarter_of_an_hour(promtool: Promtool) -> None:
    series = {AVAILABLE: "2x120"}

    assert otherwise(promtool, "web", WEB, series, {"14m": SILENT, "16m": FIRES}) == ""


def test_a_target_that_does_not_answer_is_the_charts_business(promtool: Promtool) -> None:
    series = {AVAILABLE: "2x120", UP % 0: "0x120", UP % 1: "1x120"}

    assert otherwise(promtool, "web", WEB, series, {"30m": SILENT, "59m": SILENT}) == ""


def test_an_app_without_available_pods_is_the_charts_business(promtool: Promtool) -> None:
    assert otherwise(promtool, "web", WEB, {AVAILABLE: "0x120"}, {"59m": SILENT}) == ""


def test_targets_that_come_back_end_the_alert(promtool: Promtool) -> None:
    series = {AVAILABLE: "2x240", UP % 0: "_x60 1x180"}

    assert otherwise(promtool, "web", WEB, series, {"20m": FIRES, "40m": SILENT}) == ""


def test_a_run_that_did_not_start_is_told(promtool: Promtool) -> None:
    """The next run is due after an hour. promtool begins at the time 0."""
    assert (
        otherwise(promtool, "nightly", NIGHTLY, {NEXT: "3600x240", ACTIVE: "0x240"}, {"74m": SILENT, "76m": FIRES})
        == ""
    )


def test_a_run_that_still_goes_on_is_no_missed_schedule(promtool: Promtool) -> None:
    series = {NEXT: "3600x240", ACTIVE: "0x100 1x140"}

    assert otherwise(promtool, "nightly", NIGHTLY, series, {"76m": SILENT, "119m": SILENT}) == ""


def test_a_run_that_may_start_late_is_told_later(promtool: Promtool) -> None:
    said, series = {**NIGHTLY, "startingDeadlineSeconds": 600}, {NEXT: "3600x240", ACTIVE: "0x240"}

    assert otherwise(promtool, "nightly", said, series, {"84m": SILENT, "86m": FIRES}) == ""


@pytest.mark.parametrize(("name", "said"), [("web", WEB), ("nightly", NIGHTLY)])
def test_promtool_has_nothing_to_say(promtool: Promtool, name: str, said: Mapping[str, Any]) -> None:
    read = promtool.check(groups(name, said))

    assert read.returncode == 0, read.stdout + read.stderr

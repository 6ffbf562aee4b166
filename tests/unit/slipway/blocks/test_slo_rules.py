import json
from typing import Any

import promql_parser
import pytest

from offline.program import ROOT
from slipway.blocks.slo_rules import slo_rules
from slipway.settings.slo import SloSettings

BOTH = {"availability": 99.9, "latency": {"p": 90, "below": "1s"}}
RUNBOOK, DASHBOARD = "https://example.com/runbooks.md", "https://example.com/d/web"


def rules(said: dict[str, Any], team: str | None = "store") -> list[dict[str, Any]]:
    settings = SloSettings.model_validate(said)
    return slo_rules("shop", "web", team, settings, runbook_url=RUNBOOK, dashboard_url=DASHBOARD)


def alerts(said: dict[str, Any], team: str | None = "store") -> dict[tuple[str, str], dict[str, Any]]:
    """The alerts by name and severity."""
    return {
        (rule["alert"], rule["labels"]["severity"]): rule
        for group in rules(said, team)
        for rule in group["rules"]
        if "alert" in rule
    }


def recorded(said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {rule["record"]: rule for group in rules(said) for rule in group["rules"] if "record" in rule}


def test_each_objective_has_three_groups_of_its_own() -> None:
    assert [group["name"] for group in rules(BOTH)] == [
        f"shop.web-{name}-{part}" for name in ("availability", "latency") for part in ("sli", "meta", "alerts")
    ]
    assert [group.get("interval") for group in rules(BOTH)] == ["30s", "2m", None] * 2


def test_the_series_are_those_of_sloth() -> None:
    assert [*recorded({"availability": 99.9})] == [
        "slo:sli_total:rate5m",
        "slo:sli_error:rate5m",
        *(f"slo:sli_error:ratio_rate{window}" for window in ("5m", "30m", "1h", "2h", "6h", "1d", "3d")),
        *(f"slo:sli_error:increase{window}" for window in ("1h", "6h", "1d", "3d")),
        "slo:sli_error:ratio_rate30d",
        "slo:objective:ratio",
        "slo:error_budget:ratio",
        "slo:time_period:days",
        "slo:current_burn_rate:ratio",
        "slo:period_burn_rate:ratio",
        "slo:period_error_budget_remaining:ratio",
        "sloth_slo_info",
    ]


def test_twenty_eight_days_are_four_weeks_as_sloth_writes_it() -> None:
    found = recorded({"availability": 99.9, "window": "28d"})

    assert "[4w]" in found["slo:sli_error:ratio_rate4w"]["expr"]
    assert found["slo:sli_error:ratio_rate4w"]["labels"]["sloth_window"] == "4w"
    assert found["slo:time_period:days"]["expr"] == "vector(28)"


def test_the_numbers_are_exact() -> None:
    found = recorded({"availability": 99.95})

    assert found["slo:objective:ratio"]["expr"] == "vector(0.9995)"
    assert found["slo:error_budget:ratio"]["expr"] == "vector(0.0005)"
    assert found["sloth_slo_info"]["labels"]["sloth_objective"] == "99.95"


IDENTITY = {"sloth_id": "shop.web-availability", "sloth_service": "shop.web", "sloth_slo": "availability"}
PLACE = {"namespace": "shop", "app": "web", "team": "store"}


def test_every_rule_has_the_labels_of_its_app_and_its_objective() -> None:
    for group in rules({"availability": 99.9}):
        for rule in group["rules"]:
            assert rule["labels"].items() >= {**PLACE, **IDENTITY}.items()


def test_the_window_of_a_ratio_is_a_label_that_the_alerts_take_away() -> None:
    assert recorded({"availability": 99.9})["slo:sli_error:ratio_rate6h"]["labels"] == {
        **PLACE,
        **IDENTITY,
        "sloth_window": "6h",
    }


def test_an_app_without_a_team_has_no_such_label() -> None:
    [page, *_] = alerts({"availability": 99.9}, team=None).values()

    assert "team" not in page["labels"]


def test_a_window_without_requests_has_no_ratio() -> None:
    rate = 'slo:sli_{}:rate5m{{sloth_id="shop.web-availability"}}'
    errors, total = rate.format("error"), rate.format("total")

    found = recorded({"availability": 99.9})
    assert found["slo:sli_error:ratio_rate5m"]["expr"] == f"{errors} / ({total} > 0)"
    assert (
        found["slo:sli_error:ratio_rate6h"]["expr"] == f"sum_over_time({errors}[6h]) / (sum_over_time({total}[6h]) > 0)"
    )


def test_a_page_needs_both_windows_and_enough_failures() -> None:
    select = '{sloth_id="shop.web-availability"}'

    assert alerts({"availability": 99.9})["AvailabilityBudgetBurn", "critical"]["expr"] == (
        f"(\n  max(slo:sli_error:ratio_rate5m{select} > (14.4 * 0.001)) without (sloth_window)\n"
        f"  and\n  max(slo:sli_error:ratio_rate1h{select} > (14.4 * 0.001)) without (sloth_window)\n"
        f"  and\n  slo:sli_error:increase1h{select} > 4.5\n)\nor\n"
        f"(\n  max(slo:sli_error:ratio_rate30m{select} > (6 * 0.001)) without (sloth_window)\n"
        f"  and\n  max(slo:sli_error:ratio_rate6h{select} > (6 * 0.001)) without (sloth_window)\n"
        f"  and\n  slo:sli_error:increase6h{select} > 4.5\n)"
    )


def test_an_alert_says_what_happened_and_where_to_look() -> None:
    page = alerts(BOTH)["LatencyBudgetBurn", "critical"]

    assert page["annotations"] == {
        "summary": "web in shop is using up its allowance for latency.",
        "description": "{{ $value | humanizePercentage }} of its requests took too long. The objective is 90% over 30 "
        "days, which allows 10%. This alert fires at 9 times as many over 1h and 5m, or 6 times over 6h and 30m.",
        "runbook_url": f"{RUNBOOK}#latencybudgetburn",
        "dashboard_url": DASHBOARD,
    }
    assert page["labels"]["sloth_severity"] == "page"


def test_the_page_about_objectives_has_a_heading_for_each_alert() -> None:
    lines = (ROOT / "docs" / "runbooks.md").read_text().splitlines()

    assert {f"## {name}" for name, _ in alerts(BOTH)} <= {*lines}


def test_both_urgencies_of_each_objective_and_what_is_not_measured() -> None:
    assert [*alerts(BOTH)] == [
        ("AvailabilityBudgetBurn", "critical"),
        ("AvailabilityBudgetBurn", "warning"),
        ("AvailabilityNotMeasured", "warning"),
        ("LatencyBudgetBurn", "critical"),
        ("LatencyBudgetBurn", "warning"),
        ("LatencyNotMeasured", "warning"),
    ]
    assert [each.get("for") for each in alerts({"availability": 99}).values()] == [None, "15m", "1d"]


@pytest.mark.parametrize("objective", ["50", "93.0601", "99.9999"])
@pytest.mark.parametrize("window", ["28d", "30d"])
def test_every_expression_is_promql(objective: str, window: str) -> None:
    for group in rules({"availability": objective, "latency": {"p": objective, "below": "250ms"}, "window": window}):
        for rule in group["rules"]:
            promql_parser.parse(rule["expr"])


def test_the_groups_are_plain_data() -> None:
    assert json.loads(json.dumps(rules(BOTH))) == rules(BOTH)

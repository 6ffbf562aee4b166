"""The same objective as a spec of sloth (https://sloth.dev): on the same series, its alerts and ours say the same,
except for the differences on purpose.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.blocks.sli import slis
from slipway.settings.slo import SloSettings
from tests.engine.alerts.measured import BAD, BUSY, GOOD, requests, rules, whole_rules
from tests.engine.alerts.promtool import Groups, Promtool, Values, once, rising

Sloth = Callable[[dict[str, Any]], list[dict[str, Any]]]


@pytest.fixture
def sloth(tools: dict[str, Path], tmp_path: Path) -> Sloth:
    """What sloth makes of the objective for the availability, with our own query for its window."""

    def made(said: dict[str, Any]) -> list[dict[str, Any]]:
        settings = SloSettings.model_validate(said)
        query = slis("shop", "web", settings)["availability"]
        spec = {
            "version": "prometheus/v1",
            "service": "shop.web",
            "slos": [
                {
                    "name": "availability",
                    "objective": float(settings.objectives()["availability"]),
                    "sli": {
                        "events": {
                            "error_query": query.errors.partition(" or ")[0].replace("[5m]", "[{{.window}}]"),
                            "total_query": query.total.replace("[5m]", "[{{.window}}]"),
                        }
                    },
                    "alerting": {"name": "AvailabilityBudgetBurn"},
                }
            ],
        }
        file, out = tmp_path / "spec.yaml", tmp_path / "sloth.yaml"
        file.write_text(yaml.safe_dump(spec))
        command: list[str | Path] = [
            tools["sloth"],
            "generate",
            "-i",
            file,
            "-o",
            out,
            "--default-slo-period",
            settings.window,
        ]
        subprocess.run(command, capture_output=True, check=True)
        groups: list[dict[str, Any]] = yaml.safe_load(out.read_text())["groups"]
        return groups

    return made


def recorded(groups: Groups) -> set[str]:
    return {rule["record"] for group in groups for rule in group["rules"] if "record" in rule}


@pytest.mark.parametrize("window", ["28d", "30d"])
def test_every_series_of_sloth_is_recorded_with_the_labels_that_its_dashboards_know(sloth: Sloth, window: str) -> None:
    said = {"availability": 99.9, "window": window}
    theirs, ours = sloth(said), whole_rules(said)

    own = {"slo:sli_total:rate5m", "slo:sli_error:rate5m"} | {
        f"slo:sli_error:increase{each}" for each in ("1h", "6h", "1d", "3d")
    }
    assert recorded(ours) - recorded(theirs) == own
    assert recorded(theirs) - recorded(ours) == set()
    labels = {rule["record"]: rule["labels"] for group in ours for rule in group["rules"] if "record" in rule}
    for group in theirs:
        for rule in group["rules"]:
            if "record" in rule and rule["record"] != "sloth_slo_info":
                assert labels[rule["record"]].items() >= rule["labels"].items(), rule["record"]
            elif "record" in rule:
                assert labels[rule["record"]].keys() | {"sloth_version"} >= rule["labels"].keys()


def without_meta(groups: Groups) -> list[Any]:
    """The groups without the sums of the whole window, which are slow to evaluate."""
    return [
        {**group, "rules": [rule for rule in group["rules"] if "ratio_rate30d" not in rule.get("record", "")]}
        for group in groups
        if "meta" not in group["name"]
    ]


HISTORIES: dict[str, tuple[Values, dict[str, set[str]]]] = {
    "nothing fails": (requests((BUSY, 0.0002, 10)), {"9h": set()}),
    "all fail": (requests((BUSY, 0, 7), (BUSY, 1, 1)), {"7h40m": {"page", "ticket"}, "6h50m": set()}),
    "fast": (requests((BUSY, 0.0001, 30), (BUSY, 0.03, 1)), {"29h": set(), "1845m": {"page"}}),
    "slow": (requests((BUSY, 0, 72), (BUSY, 0.004, 20)), {"71h": set(), "91h": {"ticket"}}),
    "over": (requests((BUSY, 0, 24), (BUSY, 0.05, 1), (BUSY, 0, 9)), {"25h": {"page", "ticket"}, "33h30m": set()}),
    "no traffic": (requests((BUSY, 0.02, 2), (0, 0, 10)), {"110m": {"page", "ticket"}, "11h": set()}),
    "new pods": (
        {GOOD: " ".join(f"0+3000x{steps}" for steps in (240, 100, 7, 7, 200)), BAD: rising((0.1, 4.6))},
        {"174m": set(), "4h30m": set()},
    ),
    "some traffic": (requests((30, 0, 2), (30, 0.9, 30)), {"2h40m": {"page", "ticket"}, "31h": {"page", "ticket"}}),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_both_say_the_same(promtool: Promtool, sloth: Sloth, history: str) -> None:
    said = {"availability": 99.9}
    series, expected = HISTORIES[history]

    for groups in (rules(said), without_meta(sloth(said))):
        assert (
            promtool.alerts_otherwise(
                groups, series, expected, every="5m" if history in ("slow", "some traffic") else "2m"
            )
            == ""
        )


def test_one_failure_of_few_requests_pages_by_sloth_alone(promtool: Promtool, sloth: Sloth) -> None:
    """On purpose: `leastFailures`."""
    said = {"availability": 99.9}
    series = {GOOD: once([hour + 0.5 for hour in range(9) if hour != 7], 9), BAD: once([7.5], 9)}

    assert promtool.alerts_otherwise(rules(said), series, {"7h33m": set()}, only="page") == ""
    assert promtool.alerts_otherwise(without_meta(sloth(said)), series, {"7h33m": {"page"}}, only="page") == ""


def test_an_objective_of_ninety_never_pages_at_once_by_sloth(promtool: Promtool, sloth: Sloth) -> None:
    """On purpose: no factor asks for more than 90 percent of the requests."""
    said = {"availability": 90}
    series = requests((BUSY, 0, 7), (BUSY, 1, 1))

    assert promtool.alerts_otherwise(rules(said), series, {"479m": {"page"}}, only="page", every="1m") == ""
    assert promtool.alerts_otherwise(without_meta(sloth(said)), series, {"479m": set()}, only="page", every="1m") == ""


def test_the_page_for_a_failure_of_all_requests_comes_two_minutes_later_than_that_of_sloth(
    promtool: Promtool, sloth: Sloth
) -> None:
    """On purpose: long windows are made of recorded rates over five minutes, which cost less to evaluate."""
    said = {"availability": 99.9}
    series = requests((BUSY, 0, 7), (BUSY, 1, 0.2))

    assert promtool.alerts_otherwise(rules(said), series, {"422m": set(), "423m": {"page"}}, only="page") == ""
    theirs = without_meta(sloth(said))
    assert promtool.alerts_otherwise(theirs, series, {"420m": set(), "421m": {"page"}}, only="page") == ""


def test_the_allowance_of_thirty_days_counts_requests_and_not_minutes(promtool: Promtool, sloth: Sloth) -> None:
    """On purpose: sloth takes the mean of the shares of all five minutes, so a quiet night counts as a busy day."""
    said = {"availability": 99.9}
    series = requests((BUSY, 0.001, 10), (BUSY / 100, 0.1, 10))
    share = "round(sum(slo:sli_error:ratio_rate30d), 0.0001)"

    assert promtool.refuses(whole_rules(said), series, {f"1195m {share}": {"{}": 0.002}}, every="5m") == ""
    assert promtool.refuses(sloth(said), series, {f"1195m {share} > bool 0.04": {"{}": 1}}, every="5m") == ""


def test_before_the_first_failure_only_sloth_measures_nothing(promtool: Promtool, sloth: Sloth) -> None:
    """On purpose: clients make the series of failures with the first one."""
    said = {"availability": 99.9}
    series = {GOOD: rising((BUSY, 1))}
    ratio = "59m sum(slo:sli_error:ratio_rate5m)"

    assert promtool.refuses(rules(said), series, {ratio: {"{}": 0}}) == ""
    assert promtool.refuses(sloth(said), series, {ratio: {}}) == ""

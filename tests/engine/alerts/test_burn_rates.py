"""The alerts of objectives, evaluated by promtool: each window alone, and both together."""

import pytest

from tests.engine.alerts.measured import AVAILABILITY, BUSY, one_tier, requests, rules
from tests.engine.alerts.promtool import Promtool

TIERS = [("page", 0, 0.0144, 1), ("page", 1, 0.006, 6), ("ticket", 0, 0.003, 24), ("ticket", 1, 0.001, 72)]
"""The urgency and number of each tier, its threshold, and the hours of its long window."""
EVERY = {1: "30s", 6: "1m", 24: "5m", 72: "5m"}


@pytest.mark.parametrize(("urgency", "number", "threshold", "hours"), TIERS)
def test_a_tier_fires_while_both_windows_are_above_its_threshold(
    promtool: Promtool, urgency: str, number: int, threshold: float, hours: int
) -> None:
    tier = one_tier(AVAILABILITY, urgency, number)
    above = requests((BUSY, 0, hours), (BUSY, threshold * 1.1, hours * 1.1))
    below = requests((BUSY, 0, hours), (BUSY, threshold * 0.9, hours * 1.1))
    end = f"{round(hours * 2.1 * 60) - 1}m"

    assert promtool.alerts_otherwise(tier, above, {end: {urgency}}, every=EVERY[hours]) == ""
    assert promtool.alerts_otherwise(tier, below, {end: set()}, every=EVERY[hours]) == ""


@pytest.mark.parametrize(("urgency", "number", "threshold", "hours"), TIERS)
def test_a_tier_is_silent_while_only_its_short_window_is_above(
    promtool: Promtool, urgency: str, number: int, threshold: float, hours: int
) -> None:
    tier = one_tier(AVAILABILITY, urgency, number)
    series = requests((BUSY, 0, hours), (BUSY, threshold * 3, hours / 6))

    assert promtool.alerts_otherwise(tier, series, {f"{hours * 70 - 1}m": set()}, every=EVERY[hours]) == ""


@pytest.mark.parametrize(("urgency", "number", "threshold", "hours"), TIERS)
def test_a_tier_is_silent_again_once_only_its_long_window_is_above(
    promtool: Promtool, urgency: str, number: int, threshold: float, hours: int
) -> None:
    """The rates look at five minutes, so failures leave a window five minutes late."""
    tier = one_tier(AVAILABILITY, urgency, number)
    short = round(hours * 5)
    series = requests((BUSY, 0, hours), (BUSY, threshold * 3, hours), (BUSY, 0, hours / 12 + 1))
    times = {f"{hours * 120}m": {urgency}, f"{hours * 120 + short + 15}m": set()}

    assert promtool.alerts_otherwise(tier, series, times, every=EVERY[hours]) == ""


def test_a_failure_of_all_requests_pages_within_four_minutes(promtool: Promtool) -> None:
    series = requests((BUSY, 0, 7), (BUSY, 1, 0.1))

    times: dict[str, set[str]] = {"7h": set(), "7h1m": set(), "7h4m": {"page"}}
    assert promtool.alerts_otherwise(rules(AVAILABILITY), series, times) == ""


@pytest.mark.parametrize("objective", [50, 80, 90, 93])
def test_an_objective_for_which_the_usual_factors_ask_for_more_than_all_requests_pages_too(
    promtool: Promtool, objective: int
) -> None:
    said = {"availability": objective}
    series = requests((BUSY, 0, 7), (BUSY, 1, 1))

    times = {"7h20m": set(), "7h59m": {"page"}}
    assert promtool.alerts_otherwise(rules(said), series, times, only="page", every="1m") == ""


def test_twenty_eight_days_have_lower_thresholds_than_thirty(promtool: Promtool) -> None:
    """The page of 28 days fires at 13.44 times the allowed share."""
    series = requests((BUSY, 0, 2), (BUSY, 0.0139, 1.2))
    month, weeks = (one_tier({**AVAILABILITY, "window": window}, "page", 0) for window in ("30d", "28d"))

    assert promtool.alerts_otherwise(month, series, {"3h10m": set()}) == ""
    assert promtool.alerts_otherwise(weeks, series, {"3h10m": {"page"}}) == ""

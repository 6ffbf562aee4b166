"""The alerts of objectives with little traffic, with none, and when pods start anew."""

from tests.engine.alerts.measured import AVAILABILITY, BAD, GOOD, REQUESTS, requests, rules, whole_rules
from tests.engine.alerts.promtool import Promtool, once, rising

SILENT: set[str] = set()
RATIO = "slo:sli_error:ratio_rate{window}"


def test_one_failure_of_one_request_an_hour_alerts_nobody(promtool: Promtool) -> None:
    series = {GOOD: once([hour + 0.5 for hour in range(9) if hour != 7], 9), BAD: once([7.5], 9)}
    times = {f"{minutes}m": SILENT for minutes in range(7 * 60 + 30, 9 * 60, 3)}

    assert promtool.alerts_otherwise(rules(AVAILABILITY), series, times) == ""


def test_the_same_failure_would_page_if_one_were_enough(promtool: Promtool) -> None:
    said = {**AVAILABILITY, "leastFailures": 1}
    series = {GOOD: once([hour + 0.5 for hour in range(9) if hour != 7], 9), BAD: once([7.5], 9)}

    assert promtool.alerts_otherwise(rules(said), series, {"7h33m": {"page"}}, only="page") == ""


def test_one_request_an_hour_that_always_fails_pages_in_the_end(promtool: Promtool) -> None:
    series = {GOOD: once([hour + 0.5 for hour in range(3)], 12), BAD: once([hour + 0.5 for hour in range(3, 12)], 12)}
    times = {"5h33m": SILENT, "8h33m": {"page"}}

    assert promtool.alerts_otherwise(rules(AVAILABILITY), series, times, only="page") == ""


def test_nine_of_ten_failures_of_one_request_every_two_seconds_page_for_days(promtool: Promtool) -> None:
    series = requests((30, 0, 2), (30, 0.9, 50))
    times = {"2h10m": {"page"}, "26h": {"page", "ticket"}, "51h": {"page", "ticket"}}

    assert promtool.alerts_otherwise(rules(AVAILABILITY), series, times, every="5m") == ""


def test_no_traffic_is_neither_good_nor_bad(promtool: Promtool) -> None:
    """The counters stand still. Nothing fires, and nothing that is recorded is NaN."""
    series = requests((60, 0.0005, 2), (0, 0, 8), (60, 0.0005, 1))
    ratio = RATIO.format(window="5m")
    expected: dict[str, dict[str, float]] = {
        f"9h {ratio}": {},
        f"9h {RATIO.format(window='6h')}": {},
        f"659m count({RATIO.format(window='6h')})": {"{}": 1},
        # 60 minutes of traffic in the six hours: the share of failures in them, whatever came between.
        f"659m round(sum({RATIO.format(window='6h')}), 0.00001)": {"{}": 0.0005},
        '659m ALERTS{sloth_slo="availability"}': {},
    }

    assert promtool.refuses(rules(AVAILABILITY), series, {**expected}) == ""


def test_hours_without_traffic_do_not_spoil_the_window_of_thirty_days(promtool: Promtool) -> None:
    series = requests((60, 0.01, 12), (0, 0, 60), (60, 0.03, 12))
    left = "slo:period_error_budget_remaining:ratio"

    # Both halves have as many requests, so 2 percent have failed: twenty times what is allowed.
    expected = {
        f"5030m round(sum({RATIO.format(window='30d')}), 0.001)": {"{}": 0.02},
        f"5030m round(sum({left}))": {"{}": -19.0},
    }
    assert promtool.refuses(whole_rules(AVAILABILITY), series, expected, every="10m") == ""


def test_an_app_without_a_single_failure_has_all_of_its_allowance(promtool: Promtool) -> None:
    """Clients make the series of a status code with its first request."""
    series = {GOOD: rising((60, 2))}
    expected = {"90m sum(slo:period_error_budget_remaining:ratio)": {"{}": 1.0}}

    assert promtool.refuses(whole_rules(AVAILABILITY), series, expected, every="1m") == ""


def test_pods_that_start_anew_fail_nothing(promtool: Promtool) -> None:
    """Counters begin at 0 again, and pods get new names."""
    series = {
        GOOD: " ".join(f"0+300x{steps}" for steps in (240, 100, 7, 7, 200)),
        BAD: " ".join(f"0+0.2x{steps}" for steps in (240, 100, 7, 7, 200)),
        GOOD.replace("web-0", "web-1"): f"_x300 {rising((600, 3))}",
    }

    assert promtool.alerts_otherwise(rules(AVAILABILITY), series, {"174m": SILENT, "4h30m": SILENT}) == ""


def test_a_gap_of_prometheus_itself_is_no_failure_and_hides_none(promtool: Promtool) -> None:
    """An hour without a scrape, as after its restart."""
    good = f"{rising((600, 4))} _x119 {rising((600, 3))}"
    quiet = {GOOD: good, BAD: f"{rising((0.1, 4))} _x119 {rising((0.1, 3))}"}
    failing = {GOOD: good, BAD: f"{rising((30, 4))} _x119 {rising((30, 3))}"}
    times = {"4h30m": SILENT, "5h20m": SILENT, "7h": SILENT}

    assert promtool.alerts_otherwise(rules(AVAILABILITY), quiet, times) == ""
    paged = {"4h": {"page"}, "5h20m": {"page"}, "7h": {"page"}}
    assert promtool.alerts_otherwise(rules(AVAILABILITY), failing, paged, only="page") == ""


def test_a_day_without_any_measurement_makes_a_ticket(promtool: Promtool) -> None:
    other = {REQUESTS.replace("web", "api") % 200: rising((60, 26))}
    times = {"23h": SILENT, "25h": {"ticket"}}
    unmeasured = [{**group, "rules": group["rules"][-1:]} for group in rules(AVAILABILITY) if "alerts" in group["name"]]

    firing = 'count by (alertname, app, team) (ALERTS{alertstate="firing"})'
    named = {
        "25h " + firing: {'{alertname="AvailabilityNotMeasured", app="web", team="store"}': 1.0},
        "23h " + firing: {},
    }
    assert promtool.refuses(unmeasured, other, named, every="5m") == ""
    assert promtool.alerts_otherwise(rules(AVAILABILITY), other, times, every="10m") == ""

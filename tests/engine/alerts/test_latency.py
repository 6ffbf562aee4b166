"""Objectives for the time of requests: buckets as Prometheus 2 and 3 write them, missing ones, native histograms."""

import pytest

from tests.engine.alerts.measured import BUSY, rules, whole_rules
from tests.engine.alerts.promtool import Promtool, rising

HISTOGRAM = 'http_request_duration_seconds_{part}{{namespace="shop",app="web",pod="web-0"{le}}}'
LATENCY = {"latency": {"p": 99, "below": "1s"}}
RATE = "slo:sli_error:ratio_rate1h"


def durations(share_of_slow: float, le: str) -> dict[str, str]:
    """Requests for two hours, of which this share is slower than the bucket."""
    return {
        HISTOGRAM.format(part="count", le=""): rising((BUSY, 2)),
        HISTOGRAM.format(part="bucket", le=f',le="{le}"'): rising((BUSY * (1 - share_of_slow), 2)),
        HISTOGRAM.format(part="bucket", le=',le="+Inf"'): rising((BUSY, 2)),
        HISTOGRAM.format(part="bucket", le=',le="10.0"'): rising((BUSY, 2)),
    }


@pytest.mark.parametrize("le", ["1", "1.0"])
def test_a_whole_bound_is_found_as_prometheus_2_and_3_write_it(promtool: Promtool, le: str) -> None:
    series = durations(0.2, le)

    assert promtool.refuses(rules(LATENCY), series, {f"119m round(sum({RATE}), 0.0001)": {"{}": 0.2}}) == ""
    assert promtool.alerts_otherwise(rules(LATENCY), series, {"119m": {"page"}}, slo="latency", only="page") == ""


def test_fast_requests_alert_nobody(promtool: Promtool) -> None:
    assert promtool.alerts_otherwise(rules(LATENCY), durations(0.001, "1.0"), {"119m": set()}, slo="latency") == ""


def test_a_bucket_that_is_missing_measures_nothing_instead_of_everything(promtool: Promtool) -> None:
    expected: dict[str, dict[str, float]] = {f"119m {RATE}": {}, "119m slo:sli_error:rate5m": {}}

    assert promtool.refuses(rules(LATENCY), durations(0.2, "0.5"), expected) == ""


def test_slow_nine_of_ten_page_at_an_objective_of_ninety(promtool: Promtool) -> None:
    """The usual factor would ask for 144 percent of the requests."""
    said = {"latency": {"p": 90, "below": "1s"}}

    assert (
        promtool.alerts_otherwise(rules(said), durations(0.95, "1.0"), {"119m": {"page"}}, slo="latency", only="page")
        == ""
    )


NATIVE = 'http_request_duration_seconds{namespace="shop",app="web",pod="web-0"}'
SAMPLE = "{{{{schema:0 sum:{sum:g} count:{count:g} buckets:[{fast:g} {slow:g}]}}}}"
"""Schema 0 has powers of 2: requests from 0.5 to 1 second, and from 1 to 2 seconds."""


def native(fast: float, slow: float, hours: float) -> str:
    """A native histogram to which each half minute adds these requests."""
    steps = round(hours * 120)
    one = SAMPLE.format(sum=fast * 0.7 + slow * 1.5, count=fast + slow, fast=fast, slow=slow)
    return f"{one}+{one}x{steps}"


def test_a_native_histogram_needs_no_bucket(promtool: Promtool) -> None:
    said = {"latency": {"p": 99, "below": "1s", "native": True}}

    series = {NATIVE: native(80, 20, 2)}
    assert promtool.refuses(rules(said), series, {f"119m round(sum({RATE}), 0.0001)": {"{}": 0.2}}) == ""
    assert promtool.alerts_otherwise(rules(said), series, {"119m": {"page"}}, slo="latency", only="page") == ""


def test_a_native_histogram_without_traffic_is_never_nan(promtool: Promtool) -> None:
    said = {"latency": {"p": 99, "below": "1s", "native": True}}
    one = native(80, 20, 1).partition("+")[0]
    series = {NATIVE: f"{one}x120"}
    expected: dict[str, dict[str, float]] = {
        "59m sum(slo:sli_error:rate5m)": {"{}": 0.0},
        "59m sum(slo:sli_total:rate5m)": {"{}": 0.0},
        "59m slo:sli_error:ratio_rate5m": {},
        "59m slo:sli_error:ratio_rate30m": {},
        "59m slo:sli_error:ratio_rate30d": {},
    }

    assert promtool.refuses(whole_rules(said), series, expected) == ""

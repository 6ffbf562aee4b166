from typing import Any

import promql_parser
import pytest
from pydantic import ValidationError

from slipway.settings.slo_sources import PRESETS, SloSourceSettings
from tests.unit.slipway.settings.lines import lines_of

ERRORS, TOTAL = "sum(rate(failed_total[{{.window}}]))", "sum(rate(orders_total[{{.window}}]))"


@pytest.mark.parametrize("preset", PRESETS)
def test_the_queries_of_a_preset_are_promql(preset: str) -> None:
    known = PRESETS[preset]

    for query in (f"{known.requests}{{{known.select},{known.failed}}}", f"{known.histogram}_count{{{known.select}}}"):
        assert isinstance(promql_parser.parse(query), promql_parser.VectorSelector)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_buckets_of_a_preset_rise(preset: str) -> None:
    assert list(PRESETS[preset].buckets) == sorted({*PRESETS[preset].buckets})


def test_own_queries_are_those_of_a_spec_of_sloth() -> None:
    said = SloSourceSettings.model_validate({"errors": ERRORS, "total": TOTAL, "histogram": "order_seconds_bucket"})

    assert (said.errors, said.total, said.histogram) == (ERRORS, TOTAL, "order_seconds")
    assert said.known().histogram == "order_seconds"


EITHER = ": expected either a preset, for example client, or own metrics: errors and total, histogram"
WINDOW = "expected PromQL with {{.window}} as the range, as in the specs of sloth, for example sum(rate("
RATE = "expected events per second, so that they can be counted: write rate, for example sum(rate("


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ({}, [EITHER]),
        ({"preset": "client", "histogram": "x"}, [EITHER]),
        ({"errors": ERRORS}, [": expected errors and total together; write total too"]),
        ({"total": TOTAL}, [": expected errors and total together; write errors too"]),
        ({"errors": "sum(rate(x[5m]))", "total": "rate(x[{{window}}])"}, [f"errors: {WINDOW}", f"total: {WINDOW}"]),
        ({"errors": "sum(increase(x[{{.window}}]))", "total": TOTAL}, [f"errors: {RATE}"]),
        ({"errors": "rate(x[{{.window}}]) + increase(x[1m])", "total": TOTAL}, [f"errors: {RATE}"]),
        ({"errors": "sum(rate(x[{{.window}}])", "total": TOTAL}, ["errors: expected PromQL; unclosed left paren"]),
        ({"errors": "x[{{.window}}]", "total": TOTAL}, ["errors: expected PromQL; expected type vector in agg"]),
        ({"errors": "rate(x[{{.window}}]) # why", "total": TOTAL}, ["errors: expected PromQL; unclosed left paren"]),
        ({"histogram": "a b"}, ["histogram: expected the name of a histogram, for example order_duration_seconds"]),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(said: dict[str, Any], lines: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        SloSourceSettings.model_validate(said)

    told = lines_of(refused.value, SloSourceSettings)
    assert [each[: len(line)] for each, line in zip(told, lines, strict=True)] == lines

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.slo import Bound, Objective, SloSettings, bound_text, plain, seconds_of_bound
from slipway.settings.slo_sources import PRESETS
from slipway.settings.written import WrittenFloat
from tests.unit.slipway.settings.lines import lines_of

LATENCY = {"p": 99, "below": "250ms"}
ERRORS, TOTAL = "sum(rate(failed_total[{{.window}}]))", "sum(rate(orders_total[{{.window}}]))"


@pytest.mark.parametrize("said", [99.9, "99.9", "99.9%", WrittenFloat(99.9, "99.90"), Decimal("99.9")])
def test_an_objective_is_the_number_that_stands_there(said: object) -> None:
    objective = TypeAdapter(Objective).validate_python(said)

    assert plain(objective) == "99.9"
    assert plain(1 - objective / 100) == "0.001"


@given(st.decimals(50, Decimal("99.9999"), places=4))
def test_an_objective_and_what_it_allows_are_a_whole_hundred(number: Decimal) -> None:
    objective = TypeAdapter(Objective).validate_python(float(number))

    assert objective == number
    assert Decimal(plain(objective / 100)) + Decimal(plain(1 - objective / 100)) == 1


@given(st.decimals(Decimal("0.001"), 1000, places=4))
def test_a_bound_keeps_its_time(seconds: Decimal) -> None:
    bound = bound_text(seconds)

    assert seconds_of_bound(TypeAdapter(Bound).validate_python(bound)) == seconds


def test_the_defaults_are_those_of_a_client_library_over_thirty_days() -> None:
    settings = SloSettings.model_validate({"availability": 99.9})

    assert settings.source.preset == "client"
    assert settings.objectives() == {"availability": Decimal("99.9")}
    assert (settings.days, settings.least_failures) == (30, 5)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_bucket_of_a_preset_is_a_bound(preset: str) -> None:
    for bucket in PRESETS[preset].buckets:
        said = {"latency": {"p": 99, "below": bound_text(bucket)}, "source": preset}
        assert SloSettings.model_validate(said).objectives() == {"latency": Decimal(99)}


@pytest.mark.parametrize("below", ["1s", "1000ms", "1.0s"])
def test_a_bound_is_a_time_however_it_is_written(below: str) -> None:
    assert SloSettings.model_validate({"latency": {"p": 99, "below": below}}).latency


def test_the_buckets_of_the_app_replace_those_of_its_source() -> None:
    said = {"latency": {**LATENCY, "below": "200ms", "buckets": ["50ms", "200ms"]}}

    assert SloSettings.model_validate(said).latency
    with pytest.raises(ValidationError, match="250ms is no bucket"):
        SloSettings.model_validate({"latency": {**said["latency"], "below": "250ms"}})


def test_a_native_histogram_takes_any_bound() -> None:
    assert SloSettings.model_validate({"latency": {"p": 99, "below": "123ms", "native": True}}).latency


def test_label_matchers_are_written_in_one_way() -> None:
    said = {"availability": 99.9, "where": 'method!="OPTIONS", handler !~ "/healthz|/readyz",'}

    assert SloSettings.model_validate(said).where == 'method!="OPTIONS",handler!~"/healthz|/readyz"'


NO_OBJECTIVE = ": expected an objective, for example availability: 99.9 or latency: {p: 99, below: 250ms}"
PERCENTAGE = "expected a percentage from 50 to 99.9999, for example 99.9; got"
NO_BUCKET = "is no bucket of http_request_duration_seconds, so nothing would be measured; expected"
WRITE_THEM = "write them, for example buckets: [50ms, 250ms, 1s], or native: true"
OWN = "or the app's own buckets in latency.buckets"
MATCHERS = 'where: expected label matchers with commas between them, for example method!="OPTIONS"'


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, NO_OBJECTIVE),
        ({"availability": 100}, f"availability: {PERCENTAGE} 100"),
        ({"availability": 49.9}, f"availability: {PERCENTAGE} 49.9"),
        ({"availability": 99.99999}, f"availability: {PERCENTAGE} 99.99999"),
        ({"availability": "NaN"}, f'availability: {PERCENTAGE} "NaN"'),
        ({"availability": True}, f"availability: {PERCENTAGE} true"),
        ({"availability": 99, "window": "7d"}, 'window: expected one of 28d or 30d; got "7d"'),
        (
            {"availability": 99, "source": "nginx"},
            'source.preset: expected one of client, opentelemetry, grpc, traefik, ingress-nginx or istio; got "nginx"',
        ),
        (
            {"latency": {**LATENCY, "below": "250"}},
            'latency.below: expected a duration in milliseconds or seconds, for example 250ms; got "250"',
        ),
        ({"latency": {**LATENCY, "below": "0s"}}, "latency.below: expected a duration in milliseconds or seconds"),
        ({"latency": {**LATENCY, "below": "200ms"}}, f": latency.below: 200ms {NO_BUCKET} 100ms or 250ms, {OWN}"),
        ({"latency": {**LATENCY, "below": "1ms"}}, f": latency.below: 1ms {NO_BUCKET} 5ms, {OWN}"),
        ({"latency": {**LATENCY, "below": "20s"}}, f": latency.below: 20s {NO_BUCKET} 10s, {OWN}"),
        (
            {"latency": {**LATENCY, "below": "1s"}, "source": "traefik"},
            f": latency.below: 1s {NO_BUCKET.replace('http', 'traefik_service')} 300ms or 1.2s, {OWN}",
        ),
        (
            {"latency": {**LATENCY, "native": True, "buckets": ["1s"]}},
            "latency: expected buckets or native: true; a native histogram has no buckets of its own",
        ),
        (
            {"latency": LATENCY, "source": {"histogram": "order_seconds"}},
            f": latency.buckets: slipway does not know the buckets of order_seconds; {WRITE_THEM}",
        ),
        (
            {"availability": 99, "source": {"histogram": "order_seconds"}},
            ": availability needs source.errors, for example source: {errors: ..., total: ...}; or a preset",
        ),
        (
            {"latency": LATENCY, "source": {"errors": ERRORS, "total": TOTAL}},
            ": source.errors has no effect without availability; leave it out",
        ),
        (
            {"availability": 99, "source": {"errors": ERRORS, "total": TOTAL}, "where": 'a="b"'},
            ": where has no effect on own PromQL; write the label matchers into source.errors and .total",
        ),
        ({"availability": 99, "where": 'a="b"} offset 5m or requests{c="d"'}, MATCHERS),
        ({"availability": 99, "where": 'a="b"} offset 5m'}, "where: expected PromQL; "),
        ({"availability": 99, "where": 'a="b" or c="d"'}, MATCHERS),
        ({"availability": 99, "where": ""}, MATCHERS),
        ({"availability": 99, "where": 'a=~"["'}, "where: expected PromQL; illegal regex for ["),
        (
            {"availability": 99, "where": 'app="api",method="GET"'},
            "where: app: slipway selects by this label itself; leave it out",
        ),
        (
            {"availability": 99, "leastFailures": 0},
            "leastFailures: expected a whole number of at least 1, for example 3; got 0",
        ),
    ],
    ids=str,
)
def test_a_mistake_is_told_with_its_path_and_what_was_expected(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        SloSettings.model_validate(said)

    [told] = lines_of(refused.value, SloSettings)
    assert told.startswith(line)

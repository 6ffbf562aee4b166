from decimal import Decimal
from typing import Any

import promql_parser
import pytest

from slipway.blocks.sli import Sli, le_matcher, slis
from slipway.settings.slo import SloSettings
from slipway.settings.slo_sources import PRESETS


def of(said: dict[str, Any], ports: tuple[str, ...] = ()) -> dict[str, Sli]:
    return slis("shop", "web", SloSettings.model_validate(said), ports)


@pytest.mark.parametrize(
    ("bound", "matcher"),
    [
        ("0.25", 'le="0.25"'),
        ("1", r'le=~"1(\\.0)?"'),
        ("10", r'le=~"10(\\.0)?"'),
        ("2.50", 'le="2.5"'),
        ("1000000", r'le=~"1000000|1e\\+06"'),
        ("1800000", r'le=~"1800000|1\\.8e\\+06"'),
    ],
)
def test_a_bucket_is_found_in_every_form(bound: str, matcher: str) -> None:
    assert le_matcher(Decimal(bound)) == matcher


REQUESTS = 'http_request_duration_seconds_{}{{namespace="shop",app="web"{}}}[5m]'


def test_failed_requests_are_zero_until_there_is_one() -> None:
    total = f"sum(rate({REQUESTS.format('count', '')}))"
    errors = 'sum(rate(http_request_duration_seconds_count{namespace="shop",app="web",code=~"(5..|429)"}[5m]))'

    assert of({"availability": 99.9}) == {"availability": Sli(f"{errors} or 0 * {total}", total)}


def test_slow_requests_are_all_but_the_fast_ones() -> None:
    total = f"sum(rate({REQUESTS.format('count', '')}))"
    fast = 'sum(rate(http_request_duration_seconds_bucket{namespace="shop",app="web",le="0.25"}[5m]))'

    assert of({"latency": {"p": 99, "below": "250ms"}}) == {"latency": Sli(f"{total} - {fast}", total)}


def test_the_requests_that_count_are_those_of_both_objectives() -> None:
    said = {"availability": 99, "latency": {"p": 99, "below": "1s"}, "where": 'method!="OPTIONS"'}

    for each in of(said).values():
        assert each.total.endswith('{namespace="shop",app="web",method!="OPTIONS"}[5m]))')
        assert each.errors.count('method!="OPTIONS"') == 2


def test_a_native_histogram_knows_the_fraction() -> None:
    rate = 'sum(rate(http_request_duration_seconds{namespace="shop",app="web"}[5m]))'
    errors = f"(1 - histogram_fraction(0, 0.123, {rate})) * (histogram_count({rate}) > 0) or histogram_count({rate})"

    assert of({"latency": {"p": 99, "below": "123ms", "native": True}})["latency"] == Sli(
        errors, f"histogram_count({rate})"
    )


def test_istio_measures_in_milliseconds() -> None:
    errors = of({"latency": {"p": 99, "below": "1s"}, "source": "istio"})["latency"].errors

    assert r'le=~"1000(\\.0)?"' in errors


@pytest.mark.parametrize(
    ("ports", "service"), [((), "shop-web-[^-]+@kubernetes"), (("http", "80"), "shop-web-(http|80)@kubernetes")]
)
def test_traefik_names_a_service_by_its_port(ports: tuple[str, ...], service: str) -> None:
    total = of({"availability": 99, "source": "traefik"}, ports)["availability"].total

    assert total == f'sum(rate(traefik_service_requests_total{{service=~"{service}"}}[5m]))'


def test_own_queries_are_one_sum_without_nan() -> None:
    source = {"errors": "rate(failed_total[{{.window}}])", "total": "rate(orders_total[{{.window}}])\n"}

    assert of({"availability": 99, "source": source})["availability"] == Sli(
        "(sum(rate(failed_total[5m])) >= 0) or 0 * (sum(rate(orders_total[5m])) >= 0)",
        "sum(rate(orders_total[5m])) >= 0",
    )


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("native", [True, False])
def test_every_query_is_promql(preset: str, native: bool) -> None:  # noqa: FBT001  # a parameter of the test
    bounds = {"traefik": "1.2s"}
    latency = {"p": 99, "below": bounds.get(preset, "1s"), "native": native}

    for each in of({"availability": 99, "latency": latency, "source": preset, "where": 'a="b"'}).values():
        promql_parser.parse(each.errors)
        promql_parser.parse(each.total)

import pytest
from pydantic_core import PydanticCustomError

from slipway.settings.promql import Selector, calls, parse_error, parsed, selectors


def chosen(query: str) -> list[Selector]:
    return selectors(parsed(query))


def test_every_choice_of_series_is_found() -> None:
    query = 'sum(rate(a_total{app="web"}[5m])) / on(app) max_over_time(sum(b)[5m:1m]) or absent({__name__="c"})'

    assert [each.metric for each in chosen(query)] == ["a_total", "b", "c"]


def test_labels_that_may_be_missing_are_not_asked_for() -> None:
    query = 'a{b="1",c!="1",d=~"1|2",e=~".*",f="",g=~"1|",h!~"1"}'

    assert chosen(query) == [Selector("a", {"b": "1"}, frozenset({"b", "d"}))]


def test_a_metric_that_a_pattern_chooses_has_no_name() -> None:
    assert chosen('{__name__=~"a.*",app="web"}') == [Selector(None, {"app": "web"}, frozenset({"app"}))]


def test_the_functions_are_found() -> None:
    assert list(calls(parsed("sum(rate(a[5m])) + time()"))) == ["rate", "time"]


def test_a_query_that_does_not_parse_says_why() -> None:
    assert parse_error("up") is None
    assert parse_error("rate(up)") == "expected type matrix in call to function 'rate', got vector"
    with pytest.raises(PydanticCustomError, match="expected PromQL; "):
        parsed("sum(")

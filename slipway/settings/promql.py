"""PromQL: whether it parses, and which series it reads.

https://prometheus.io/docs/prometheus/latest/querying/basics/
"""

from collections.abc import Iterator
from typing import NamedTuple

import promql_parser

from slipway.settings.base import conflict


class Selector(NamedTuple):
    """One choice of series in a query."""

    metric: str | None
    """The name of the metric; None if a regular expression chooses it, or if none is said."""
    equal: dict[str, str]
    """The labels that must have exactly one value."""
    labels: frozenset[str]
    """The labels that must not be empty."""


def parsed(query: str) -> promql_parser.Expr:
    """The expression. Raises an error that says what is wrong with it."""
    try:
        return promql_parser.parse(query)
    except ValueError as error:
        raise conflict(f"expected PromQL; {error}") from None


def parse_error(query: str) -> str | None:
    """What is wrong with it; None for a query that parses."""
    try:
        promql_parser.parse(query)
    except ValueError as error:
        return str(error)
    return None


def calls(expression: promql_parser.Expr) -> Iterator[str]:
    """The names of the functions."""
    found: list[str] = []

    def look(each: promql_parser.Expr) -> None:
        if isinstance(each, promql_parser.Call):
            found.append(each.func.name)

    promql_parser.walk(expression, look)
    yield from found


def selectors(expression: promql_parser.Expr) -> list[Selector]:
    """Every choice of series, in the order of the query."""
    found: list[Selector] = []

    def look(each: promql_parser.Expr) -> None:
        if isinstance(each, promql_parser.VectorSelector):
            found.append(_selector(each))

    promql_parser.walk(expression, look)
    return found


def _selector(vector: promql_parser.VectorSelector) -> Selector:
    equal, labels, metric = {}, set(), vector.name
    for matcher in vector.matchers.matchers:
        # Only these ask for a value. `!=`, `!~`, `=""` and `=~".*"` also match series without the label.
        if matcher.name == "__name__":
            metric = matcher.value if matcher.op == promql_parser.MatchOp.Equal else None
        elif matcher.op == promql_parser.MatchOp.Equal and matcher.value:
            equal[matcher.name] = matcher.value
            labels.add(matcher.name)
        elif matcher.op == promql_parser.MatchOp.Re and not _matches_nothing(matcher.value):
            labels.add(matcher.name)
    return Selector(metric, equal, frozenset(labels))


def _matches_nothing(pattern: str) -> bool:
    """True for a pattern that also matches a missing label: the usual `.*`, and an empty alternative."""
    return pattern in ("", ".*") or "" in pattern.split("|")

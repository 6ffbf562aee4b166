"""The names of the values of the monitoring chart, from chart-values.json."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent / "chart-values.json"


class Unknown(NamedTuple):
    """A name that the chart does not read."""

    path: tuple[str, ...]
    known: tuple[str, ...]
    """The names beside it that the chart reads."""


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(FILE.read_text())
    return content


def version() -> str:
    """The version of the chart that the names are from."""
    return str(_content()["version"])


def unknown_values(values: Mapping[str, Any]) -> Iterator[Unknown]:
    """The first name on each path that the chart would ignore."""
    yield from _unknown(values, _content()["values"], ())


def _unknown(values: Mapping[str, Any], known: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Unknown]:
    for name, value in values.items():
        below = known.get(name)
        if name not in known:
            yield Unknown((*path, name), tuple(known))
        elif isinstance(value, Mapping) and below is not None:
            yield from _unknown(value, below, (*path, name))

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.engine_yaml import read_yaml
from slipway.settings.yaml_text import write_yaml

NUMBERS = st.from_regex(r"[-+]?[0-9._:]{1,5}([eE][-+]?[0-9]{1,3})?", fullmatch=True)
LINES = st.lists(st.text("ab #:-'\"|>\t", max_size=4), max_size=4).map("\n".join)
WORDS = st.sampled_from(["on", "Off", "yes", "N", "y", "~", "null", "True", "=", "<<", ".inf", ".NaN", "0o17", "0x1F"])
TEXTS = st.one_of(st.text(), NUMBERS, LINES, WORDS)
DATA: st.SearchStrategy[Any] = st.recursive(
    TEXTS | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(DATA)
def test_whatever_json_can_hold_is_read_back_alike_by_readers_of_both_versions(data: Any) -> None:
    assert yaml.safe_load(write_yaml(data)) == data
    assert read_yaml(write_yaml(data)) == data


@pytest.mark.parametrize(
    "text",
    [
        "8e31", "1e999", "1e3", "on", "no", "y", "N", "0o17", "017", "08", "0b1", "0x1F", "1_000", "~", "=", ".5",
        "null", "1:30", "190:20:30", "<<", ".inf", ".NaN", "+1", "2020-01-01", "2001-12-14t21:59:43.10-05:00",
    ],
)  # fmt: skip
def test_a_text_that_some_reader_takes_for_something_else_is_quoted(text: str) -> None:
    assert write_yaml([text]) == f"- '{text}'\n"


def test_keys_are_sorted_and_everything_stands_in_blocks() -> None:
    assert write_yaml({"b": {"list": [1, {"x": True}], "empty": {}}, "a": "Grüße 🙂"}) == (
        "a: Grüße 🙂\nb:\n  empty: {}\n  list:\n  - 1\n  - x: true\n"
    )


def test_a_text_of_several_lines_stands_as_it_is() -> None:
    assert write_yaml({"a": "one\n  two: 2\n\nthree\n", "b": "x\ny"}) == (
        "a: |\n  one\n    two: 2\n\n  three\nb: |-\n  x\n  y\n"
    )


@pytest.mark.parametrize("line_break", ["\r\n", "\x85", "\u2028", "\u2029"])
def test_what_only_one_version_takes_for_a_line_break_is_an_escape(line_break: str) -> None:
    assert write_yaml(f"one{line_break}\ntwo").isascii()


def test_what_is_there_twice_is_written_twice() -> None:
    shared = ["x"]

    assert write_yaml({"a": shared, "b": shared}) == "a:\n- x\nb:\n- x\n"

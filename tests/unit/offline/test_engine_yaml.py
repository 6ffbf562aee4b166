import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline.engine_yaml import DEEPEST, Unreadable, read_yaml

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
)


def complaint(text: str) -> str:
    with pytest.raises(Unreadable) as unreadable:
        read_yaml(text)
    return str(unreadable.value)


@given(VALUES)
def test_what_yaml_and_json_agree_on_is_read_as_it_was_written(value: Any) -> None:
    assert read_yaml(json.dumps(value, ensure_ascii=False)) == value


@pytest.mark.parametrize("word", ["on", "off", "yes", "No", "y", "n", "=", "190:20:30"])
def test_words_that_older_yaml_took_for_something_else_are_texts(word: str) -> None:
    assert read_yaml(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("written", "value"),
    [("012", 10), ("0o12", 10), ("0x1F", 31), ("0b11", 3), ("1_000", 1000), ("08", 8), ("1.0", 1), ("1e3", 1000)],
)
def test_numbers_are_what_the_engine_makes_of_them(written: str, value: int) -> None:
    assert read_yaml(f"a: {written}") == {"a": value}


@pytest.mark.parametrize("day", ["2030-02-31", "2030-13-01", "2030-03-31T10:99:00Z"])
def test_a_day_that_no_calendar_has_is_a_text(day: str) -> None:
    assert read_yaml(f"a: {day}") == {"a": day}


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    assert complaint("a: 1\nb: 2\na: 3\n") == "line 3: the key a is already on line 1; expected each key once"


def test_aliases_that_stand_for_billions_of_values_are_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join([f'*{inner}'] * 9)}]"
        for inner, name in zip("abcdefghi", "bcdefghij", strict=True)
    ]

    assert (
        complaint("\n".join(lines))
        == "expected at most 1,000,000 values after the expansion of aliases; the file has more"
    )


@pytest.mark.parametrize("levels", [DEEPEST + 5, 5000, 100_000])
def test_structures_deeper_than_anybody_means_are_refused(levels: int) -> None:
    assert complaint("[" * levels + "]" * levels) == "expected at most 100 levels of nesting; the file has more"


def test_a_structure_that_holds_itself_is_refused() -> None:
    assert complaint("a: &x {b: *x}") == "line 1: found unconstructable recursive node"


@pytest.mark.parametrize("number", [".inf", "-.Inf", ".nan"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    assert complaint(f"a: {number}") == f"line 1: expected a number that JSON can hold; got {number}"


def test_a_tag_runs_nothing_and_means_nothing() -> None:
    assert read_yaml("!!python/object/apply:os.system [exit]") == ["exit"]


def test_a_list_as_a_key_is_refused() -> None:
    assert complaint("{[a, b]: c}") == "line 1: expected a string as a key; got a list or a mapping"


@pytest.mark.parametrize("text", ["a: [1", "a: {", "\x00", "%", "a: b: c", "- a\nb", "&", "*x", "'"])
def test_what_is_no_yaml_is_told_in_a_line(text: str) -> None:
    assert "\n" not in complaint(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        json.dumps(read_yaml(text))

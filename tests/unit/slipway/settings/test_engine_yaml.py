import json
import re
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.engine_yaml import DEEPEST, Unreadable, as_json, read_yaml, unknown_text
from slipway.settings.written import text_of

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


@pytest.mark.parametrize("written", ["012", "0x1F", "1_000", "08", "1.0", "1e3", "1.10", "052811112222"])
def test_a_number_knows_how_it_is_written(written: str) -> None:
    assert text_of(read_yaml(written)) == written


def test_nobody_knows_how_the_numbers_of_the_engine_are_written() -> None:
    numbers = unknown_text({"a": [18, 1.1, True, "x"]})["a"]

    assert numbers == [18, 1.1, True, "x"]
    assert [text_of(each) == each for each in numbers] == [True] * 4
    assert [getattr(each, "text", "") for each in numbers] == [None, None, "", ""]


@pytest.mark.parametrize("day", ["2030-02-31", "2030-13-01", "2030-03-31T10:99:00Z"])
def test_a_day_that_no_calendar_has_is_a_text(day: str) -> None:
    assert read_yaml(f"a: {day}") == {"a": day}


def test_keys_are_sorted_as_the_engine_passes_them_on() -> None:
    assert list(read_yaml("{b: 1, <<: {c: 1, a: 2}, B: 3}")) == ["B", "a", "b", "c"]


def test_a_key_that_stands_twice_is_refused_with_both_lines() -> None:
    assert complaint("a: 1\nb: 2\na: 3\n") == "line 3: the same key is on line 1; expected each key once"


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
    assert complaint("a: &x {b: *x}") == "line 1: expected a structure that does not contain itself"


@pytest.mark.parametrize("number", [".inf", "-.Inf", ".nan"])
def test_numbers_that_json_does_not_have_are_refused(number: str) -> None:
    expected = f'line 1: expected a number that JSON can hold; got {number}; for text write "{number}"'
    assert complaint(f"a: {number}") == expected


@pytest.mark.parametrize("value", ["!!python/object/apply:os.system [exit]", "!vault x", "!own {a: 1}", "!!int a"])
def test_a_tag_runs_nothing_and_is_refused(value: str) -> None:
    assert "tag" in complaint(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [("!!str 0022", "0022"), ('!!int "0022"', 18), ("! 0022", 18), ('! "0022"', "0022"), ("!!binary aGk=", "hi")],
)
def test_a_tag_of_yaml_itself_decides_what_a_scalar_is(written: str, value: object) -> None:
    assert read_yaml(written) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{<<: {a: 1, b: 2}, b: 3}", {"a": 1, "b": 3}),
        ("{b: 3, <<: {a: 1, b: 2}}", {"a": 1, "b": 3}),
        ("{<<: [{a: 1, b: 2}, {b: 3, c: 4}], c: 5}", {"a": 1, "b": 2, "c": 5}),
        ("{<<: {<<: {a: 1, b: 2}, b: 3}}", {"a": 1, "b": 3}),
        ("{<<: {0022: 1}, 0022: 2}", {"0022": 2}),
        ("[&x {a: 1}, {<<: *x, b: 2}]", [{"a": 1}, {"a": 1, "b": 2}]),
    ],
)
def test_a_key_beside_a_merge_wins_over_the_merged_one(text: str, value: object) -> None:
    assert read_yaml(text) == value


@pytest.mark.parametrize("text", ["{<<: a}", "{<<: [a]}", "[&x [{a: 1}], {<<: *x}]", "{<<: {a: 1}, <<: {b: 1}}"])
def test_only_mappings_are_merged_and_only_once(text: str) -> None:
    assert complaint(text).startswith("line 1: ")


@pytest.mark.parametrize(
    ("key", "engine"),
    [
        ("0022", "18"),
        ("1.10", "1.1"),
        ("1e6", "1e+06"),
        ("True", "true"),
        ("2024-04-01", "2024-04-01 00:00:00 +0000 UTC"),
    ],
)
def test_a_key_is_the_text_that_is_written(key: str, engine: str) -> None:
    assert read_yaml(f"{key}: x") == {key: "x"}
    assert as_json(read_yaml(f"{key}: x")) == {engine: "x"}


@pytest.mark.parametrize("text", ["{18: a, 0022: b}", '{18: a, "18": b}', "{~: a}"])
def test_keys_that_the_engine_confuses_are_refused(text: str) -> None:
    assert complaint(text).startswith("line 1: ")


@pytest.mark.parametrize(
    ("text", "engine"), [("\n\na", "\na"), ("\n", ""), ("\u2028\n", "\n"), ("a\n\n", "a\n\n"), ("\u2028", "\u2028")]
)
def test_a_line_break_that_the_engine_loses_is_kept(text: str, engine: str) -> None:
    assert read_yaml(json.dumps(text)) == text
    assert as_json(text) == engine


@pytest.mark.parametrize("text", ['"\\ud800"', '"\\U00110000"'])
def test_half_characters_are_refused(text: str) -> None:
    assert complaint(text)


def test_a_list_as_a_key_is_refused() -> None:
    assert complaint("{[a, b]: c}") == "line 1: expected a string as a key; got a list or a mapping"


@pytest.mark.parametrize("text", ["a: [1", "a: {", "\x00", "%", "a: b: c", "- a\nb", "&", "*x", "'"])
def test_what_is_no_yaml_is_told_in_a_line(text: str) -> None:
    assert "\n" not in complaint(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        json.dumps(as_json(read_yaml(text)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"a": ["\tx\ny"]}, "config.a.0: the engine cannot read a text of several lines that begins with a tab"),
        ({"a": {"<<": {}}}, "config.a: the engine merges what << has, in quotes too"),
    ],
)
def test_what_the_engine_cannot_pass_on_is_refused(content: object, message: str) -> None:
    with pytest.raises(Unreadable, match=f"^{re.escape(message)}; expected"):
        as_json(content, "config")


def test_what_is_unreadable_is_told_with_the_file_and_the_line_as_compilers_do() -> None:
    assert str(Unreadable("expected text", 7).of("Pulumi.dev.yaml")) == "Pulumi.dev.yaml:7: expected text"
    assert str(Unreadable("expected text").of("Pulumi.dev.yaml")) == "Pulumi.dev.yaml: expected text"

from typing import Any

import pytest

from slipway.schema.bounds import broken_bound


@pytest.mark.parametrize(
    ("value", "document"),
    [
        ("@daily", {"pattern": "^@"}),
        ("abc", {"pattern": "b"}),  # a pattern need not fit the whole text
        ("abc", {"pattern": "(?P<x"}),  # of another kind of regular expressions
        ("abc", {"minLength": 3, "maxLength": 3}),
        (3, {"minimum": 3, "maximum": 3}),
        (3.5, {"minimum": 3, "exclusiveMinimum": True}),
        ([1], {"minItems": 1, "maxItems": 1}),
        ([], {}),
        (True, {"minimum": 5}),
        (None, {"minLength": 5}),
    ],
)
def test_a_value_within_its_bounds_is_sound(value: Any, document: dict[str, Any]) -> None:
    assert broken_bound(value, document) is None


@pytest.mark.parametrize(
    ("value", "document", "message"),
    [
        ("daily", {"pattern": "^@"}, "expected a text of the form ^@"),
        ("", {"minLength": 1}, "expected at least 1 characters"),
        ("abc", {"maxLength": 2}, "expected at most 2 characters"),
        ([], {"minItems": 1}, "expected at least 1 items"),
        ([1, 2], {"maxItems": 1}, "expected at most 1 items"),
        (0, {"minimum": 1}, "expected at least 1"),
        (0, {"minimum": 0, "exclusiveMinimum": True}, "expected more than 0"),
        (9, {"maximum": 8}, "expected at most 8"),
        (8.0, {"maximum": 8, "exclusiveMaximum": True}, "expected less than 8"),
    ],
)
def test_a_value_beyond_them_is_told_the_bound(value: Any, document: dict[str, Any], message: str) -> None:
    assert broken_bound(value, document) == message

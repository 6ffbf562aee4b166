from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.labels import LabelKey, LabelRule, LabelValue, Requirement, Requirements

ACCEPTED: list[tuple[Any, list[Any]]] = [
    (LabelKey, ["disktype", "topology.kubernetes.io/zone", "a.b/C_d-1.e", "a" * 63]),
    (LabelValue, ["", "ssd", "A_1-b.c", "a" * 63]),
]
REFUSED: list[tuple[Any, list[Any]]] = [
    (LabelKey, ["", "a b", "a/", "/a", "A.B/c", "a..b/c", "a/b/c", "-a", "a" * 64, "d" * 254 + "/a", 1]),
    (LabelValue, ["a b", "-a", "a.", "a" * 64, 1.5, True]),
    (Requirement, [True, [], {}, {"in": ["a"], "exists": True}, {"exists": "yes"}, {"within": ["a"]}, ["a b"], None]),
]


def rows(table: list[tuple[Any, list[Any]]]) -> list[tuple[Any, Any]]:
    return [(kind, value) for kind, values in table for value in values]


@pytest.mark.parametrize(("kind", "value"), rows(ACCEPTED))
def test_a_sound_word_is_accepted_as_it_stands(kind: Any, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(("kind", "value"), rows(REFUSED))
def test_an_unsound_word_is_refused_by_saying_what_was_expected(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected (a|an|the) .+, for example "):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("ssd", LabelRule(in_=("ssd",))),
        (2, LabelRule(in_=("2",))),
        (["a", "b"], LabelRule(in_=("a", "b"))),
        ({"in": ["a", "b"]}, LabelRule(in_=("a", "b"))),
        ({"notIn": ["hdd", 1]}, LabelRule(not_in=("hdd", "1"))),
        ({"exists": False}, LabelRule(exists=False)),
    ],
)
def test_a_label_is_required_by_equality_or_by_set(written: object, rule: LabelRule) -> None:
    assert TypeAdapter(Requirement).validate_python(written) == rule


def test_requirements_that_require_nothing_are_refused() -> None:
    with pytest.raises(ValidationError, match="expected at least one label with its requirement"):
        TypeAdapter(Requirements).validate_python({})

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.labels import (
    Annotations,
    LabelKey,
    LabelRule,
    LabelValue,
    QualifiedName,
    Requirement,
    Requirements,
)

ACCEPTED: list[tuple[Any, list[object]]] = [
    (
        LabelKey,
        [
            "queue",
            "app.kubernetes.io/name",
            "topology.kubernetes.io/zone",
            "A_b.c",
            "a.b/C_d-1.e",
            "disktype",
            "a" * 63,
        ],
    ),
    (LabelValue, ["", "orders", "ssd", "A_b.c-1", "A_1-b.c", "a" * 63]),
    (QualifiedName, ["a", "eks.amazonaws.com/role-arn", "example.com/" + "n" * 63, "A_b.C"]),
]

REFUSED: list[tuple[Any, str, list[object]]] = [
    (
        LabelKey,
        "a label key of at most 63 characters",
        ["", "a b", "-a", "a/", "/a", "Example.com/a", "A.B/c", "a..b/c", "a/b/c", "a" * 64, "d" * 254 + "/a", 1.5],
    ),
    (LabelValue, "a label value of at most 63 letters", ["a b", "-a", "a.", "a" * 64, 1.5, 5.5, True]),
    (
        Requirement,
        "a label value, a list of values",
        [True, [], {}, {"in": ["a"], "exists": True}, {"exists": "yes"}, {"within": ["a"]}, ["a b"], None],
    ),
    (
        QualifiedName,
        "a name of letters, digits",
        ["", "/a", "a/", "a/b/c", "A.com/b", "-a", "a b", "example.com/" + "n" * 64, "d" * 254 + "/a"],
    ),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in ACCEPTED for value in values])
def test_a_sound_key_value_or_name_is_accepted_as_it_stands(kind: Any, value: object) -> None:
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize(
    ("kind", "what", "value"), [(kind, what, value) for kind, what, values in REFUSED for value in values]
)
def test_what_the_api_would_refuse_is_refused_by_saying_what_was_expected(kind: Any, what: str, value: object) -> None:
    with pytest.raises(ValidationError, match=f"expected {what}.*, for example "):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize("kind", [LabelKey, LabelValue])
def test_the_example_in_a_refusal_is_itself_accepted(kind: Any) -> None:
    adapter = TypeAdapter(kind)
    with pytest.raises(ValidationError) as refused:
        adapter.validate_python(None)

    adapter.validate_python(refused.value.errors()[0]["ctx"]["example"])


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


def test_a_number_is_text_and_a_truth_value_must_say_what_it_means() -> None:
    annotations = TypeAdapter(Annotations)

    assert annotations.validate_python({"a/b": 8}) == {"a/b": "8"}
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        annotations.validate_python({"a/b": True})

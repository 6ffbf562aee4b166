import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.labels import LabelRule, Requirement, Requirements


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

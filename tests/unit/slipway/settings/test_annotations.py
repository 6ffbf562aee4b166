import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.labels import Annotations, QualifiedName

NAMES = TypeAdapter(QualifiedName)


@pytest.mark.parametrize("name", ["a", "eks.amazonaws.com/role-arn", "example.com/" + "n" * 63, "A_b.C"])
def test_a_qualified_name_may_carry_a_domain(name: str) -> None:
    assert NAMES.validate_python(name) == name


@pytest.mark.parametrize(
    "name", ["", "/a", "a/", "a/b/c", "A.com/b", "-a", "a b", "example.com/" + "n" * 64, "d" * 254 + "/a"]
)
def test_a_name_that_the_api_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="expected a name of letters, digits"):
        NAMES.validate_python(name)


def test_a_number_is_text_and_a_truth_value_must_say_what_it_means() -> None:
    annotations = TypeAdapter(Annotations)

    assert annotations.validate_python({"a/b": 8}) == {"a/b": "8"}
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        annotations.validate_python({"a/b": True})

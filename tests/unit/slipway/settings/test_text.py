import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import EnvValue, Text

TEXT, VALUE = TypeAdapter(Text), TypeAdapter(EnvValue)


@pytest.mark.parametrize("text", ["", "-v", "two\nlines", "\u20ac $(X)"])
def test_text_is_given_to_a_process_as_it_stands(text: str) -> None:
    assert TEXT.validate_python(text) == VALUE.validate_python(text) == text


def test_a_number_is_meant_as_text_in_an_environment_and_nowhere_else() -> None:
    assert VALUE.validate_python(3000) == "3000"
    with pytest.raises(ValidationError, match="expected a string without a zero byte"):
        TEXT.validate_python(3000)


@pytest.mark.parametrize("value", [True, 1.5, None, "x\0y"])
def test_what_could_be_spelt_in_several_ways_or_in_none_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match='expected a string without a zero byte, for example "on"'):
        VALUE.validate_python(value)

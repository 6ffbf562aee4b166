import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import Reason

REASON = TypeAdapter(Reason)


@pytest.mark.parametrize("text", ["as always!", "Der Hersteller will es so: siehe #12", "a" * 1000])
def test_words_on_one_line_are_a_reason(text: str) -> None:
    assert REASON.validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "because",
        " padded on the left",
        "padded on the right ",
        "on two\nlines of text",
        "a" * 1001,
        True,
        1234567890,
    ],
)
def test_what_nobody_could_read_later_is_none(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a reason of at least 10 characters, on one line, for example"):
        REASON.validate_python(text)

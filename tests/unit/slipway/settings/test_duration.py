import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.fields import Duration

DURATION = TypeAdapter(Duration)


@pytest.mark.parametrize("text", ["1s", "90m", "1h", "999999s"])
def test_seconds_minutes_or_hours_are_a_span_of_time(text: str) -> None:
    assert DURATION.validate_python(text) == text


@pytest.mark.parametrize("text", ["", "0s", "01h", "1d", "1h30m", "1.5h", "1000000s", "-1s", "1 h", "1s\n", 60, None])
def test_any_other_span_is_refused(text: object) -> None:
    with pytest.raises(ValidationError, match="expected a duration in seconds, minutes or hours, for example 1h"):
        DURATION.validate_python(text)

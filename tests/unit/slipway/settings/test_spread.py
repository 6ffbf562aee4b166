import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.placement import Spread, SpreadSettings

SPREAD: TypeAdapter[SpreadSettings] = TypeAdapter(Spread)


def test_one_word_is_enough_for_zones_and_nodes() -> None:
    assert SPREAD.validate_python("required") == SpreadSettings(zones="required", nodes="required")
    assert SPREAD.validate_python({"zones": "required"}) == SpreadSettings(zones="required", nodes="preferred")


@pytest.mark.parametrize("written", ["hard", True, ["required"], None])
def test_another_word_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="expected preferred, required or none, or a mapping of these"):
        SPREAD.validate_python(written)

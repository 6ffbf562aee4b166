"""The strategies of tests/valid_settings.py generate every setting."""

import hypothesis
import pytest
from hypothesis.errors import NoSuchExample

from slipway.settings.base import Model
from slipway.settings.stack import StackSettings
from tests.said_settings import fields_by_owner, name_of, said
from tests.valid_settings import SAME_EVERY_TIME, saying

SIXTY = hypothesis.settings(SAME_EVERY_TIME, max_examples=60)
SETTINGS = sorted(fields_by_owner(StackSettings), key=lambda each: name_of(*each))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize(("model", "field"), SETTINGS, ids=lambda each: getattr(each, "__name__", each))
def test_every_setting_is_made_up(model: type[Model], field: str) -> None:
    alias, name = str(model.model_fields[field].alias), name_of(model, field)
    try:
        hypothesis.find(
            saying(model, alias), lambda made_up: name in said(model.model_validate(made_up)), settings=SIXTY
        )
    except NoSuchExample:
        pytest.fail(f"{name} is never made up; say in BESIDE or BY_HAND of tests/valid_settings.py what it needs")

"""The strategies of tests/valid_settings.py generate every setting."""

import hypothesis
import pytest
from hypothesis.errors import NoSuchExample

from slipway.settings.base import Model
from slipway.settings.stack import StackSettings
from tests.said_settings import fields_by_owner, name_of, said
from tests.valid_settings import saying

SETTINGS = sorted(fields_by_owner(StackSettings), key=lambda each: name_of(*each))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize(("model", "field"), SETTINGS, ids=lambda each: getattr(each, "__name__", each))
def test_every_setting_is_made_up(model: type[Model], field: str) -> None:
    alias, name = str(model.model_fields[field].alias), name_of(model, field)
    once = hypothesis.settings(
        max_examples=60,
        derandomize=True,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
        deadline=None,
    )
    try:
        hypothesis.find(
            saying(model, alias), lambda made_up: name in said(model.model_validate(made_up)), settings=once
        )
    except NoSuchExample:
        pytest.fail(f"{name} is never made up; say in BESIDE or BY_HAND of tests/valid_settings.py what it needs")

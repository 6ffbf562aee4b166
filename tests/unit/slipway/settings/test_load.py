import pytest
from pydantic import ValidationError

from slipway.settings.load import settings_of, values_of


def test_structures_travel_as_json_and_what_only_looks_like_one_is_text() -> None:
    config = {"slipway:a": '{"b": 1}', "slipway:c": "[1, 2]", "slipway:d": "{b", "slipway:e": "1", "other:a": "x"}

    assert values_of(config, "slipway") == {"a": {"b": 1}, "c": [1, 2], "d": "{b", "e": "1"}


def test_what_nobody_can_read_is_a_value_that_every_setting_refuses() -> None:
    deep = values_of({"slipway:namespaces": "[" * 100_000}, "slipway")

    with pytest.raises(ValidationError) as refused:
        settings_of({"environment": "development", **deep})
    assert refused.value.errors()[0]["input"] == "structures that are nested too deeply"


def test_secrets_are_no_settings() -> None:
    assert settings_of({"environment": "development", "secrets": {"shop": 1}}).environment == "development"


def test_settings_are_spelt_one_way() -> None:
    with pytest.raises(ValidationError, match="secret_stores"):
        settings_of({"environment": "development", "secret_stores": {}})

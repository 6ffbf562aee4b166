import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings


def test_settings_never_change_after_validation() -> None:
    settings = StatelessAppSettings(image="nginx:1.29", port=8080)

    with pytest.raises(ValidationError, match="frozen"):
        settings.replicas = 2  # type: ignore[misc]  # mypy knows it too


def test_an_unknown_setting_is_refused_in_python_too() -> None:
    with pytest.raises(ValidationError, match="replcias"):
        StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, "replcias": 2})


def test_every_setting_is_spelt_as_kubernetes_spells_it_and_says_what_it_is_for() -> None:
    fields = StatelessAppSettings.model_fields

    assert fields["image_pull_policy"].alias == "imagePullPolicy"
    assert all(field.description for field in fields.values())

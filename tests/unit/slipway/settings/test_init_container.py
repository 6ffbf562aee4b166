import pytest
from pydantic import ValidationError

from slipway.settings.container import InitContainerSettings


def test_it_needs_a_name_and_says_what_any_container_can() -> None:
    settings = InitContainerSettings(name="migrate", image="shop/migrate:1.0", command=("migrate", "up"))

    assert (settings.name, settings.command) == ("migrate", ("migrate", "up"))
    with pytest.raises(ValidationError, match="name"):
        InitContainerSettings.model_validate({"image": "shop/migrate:1.0"})

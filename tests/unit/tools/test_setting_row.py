import pytest

from slipway.settings.base import Model
from slipway.settings.fields import PositiveInt
from slipway.settings.quantity import CpuResource
from tools.setting_row import models_in, row


class SailSettings(Model):
    """A sheet of cloth."""

    reefs: PositiveInt = 2
    """How many. Default: the usual number."""


class BoatSettings(Model):
    """A boat with sails."""

    sails: dict[str, SailSettings]
    """By name. Required."""
    spare: tuple[SailSettings, ...] | None = None
    """In the locker."""
    power: CpuResource | None = None
    """Written as one word."""


@pytest.mark.parametrize(
    ("model", "setting", "expected"),
    [
        (
            SailSettings,
            "reefs",
            "| `reefs` | a whole number of at least 1, for example `3` | the usual number | How many. |",
        ),
        (BoatSettings, "sails", "| `sails` | text → SailSettings | **required** | By name. |"),
        (BoatSettings, "spare", "| `spare` | a list of: SailSettings |  | In the locker. |"),
    ],
)
def test_a_row_has_the_form_the_default_and_the_meaning(model: type[Model], setting: str, expected: str) -> None:
    assert row(model.model_fields[setting], lambda linked: linked.__name__) == expected


@pytest.mark.parametrize(("setting", "models"), [("sails", [SailSettings]), ("spare", [SailSettings]), ("power", [])])
def test_a_model_that_is_written_as_one_word_has_no_section(setting: str, models: list[type[Model]]) -> None:
    field = BoatSettings.model_fields[setting]

    assert list(models_in(field.annotation, field.metadata)) == models

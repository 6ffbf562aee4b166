from typing import Annotated, Literal

import pytest
from pydantic import Field

from slipway.settings.base import Model, described_as
from slipway.settings.fields import Port, PositiveInt
from tools.reference import _models, _section


class RoofSettings(Model):
    """What is
    above."""

    slope: int = 30
    """In degrees. Default 30."""


class BuildingSettings(Model):
    """What every house can say."""

    floors: PositiveInt = 1
    """How many. Default 1."""


WORD = Annotated[RoofSettings | None, described_as("a roof in one word", "flat")]


class HouseSettings(BuildingSettings):
    """A house."""

    door: Port
    """Where one enters. Required."""
    roof: RoofSettings = RoofSettings()
    """What it is under."""
    walls: dict[str, RoofSettings] = {}
    """By name."""
    colors: tuple[Literal["red", "blue"], ...] = ("red",)
    """In this order."""
    heated: bool | None = None
    """Whether
    it is warm."""
    shed: WORD = None
    """Beside it."""
    size: Annotated[int | str, Field()] = 5
    """How large."""


def rows(model: type[Model]) -> dict[str, list[str]]:
    """The cells behind each setting."""
    lines = [line for line in _section(model).splitlines() if line.startswith("| `")]
    return {
        cells[1].strip("` "): [cell.strip() for cell in cells[2:-1]] for cells in (line.split("|") for line in lines)
    }


@pytest.mark.parametrize(
    ("setting", "cells"),
    [
        ("door", ["a port from 1 to 65535, for example `8080`", "**required**", "Where one enters."]),
        ("roof", ["[Roof](#roof)", "", "What it is under."]),
        ("walls", ["text → [Roof](#roof)", "", "By name."]),
        ("colors", ["a list of: `red` or `blue`", '`["red"]`', "In this order."]),
        ("heated", ["`true` or `false`", "", "Whether it is warm."]),
        ("shed", ["a roof in one word, for example `flat`", "", "Beside it."]),
        ("size", ["a whole number or text", "`5`", "How large."]),
    ],
)
def test_a_setting_tells_its_form_its_default_and_its_meaning(setting: str, cells: list[str]) -> None:
    assert rows(HouseSettings)[setting] == cells


def test_a_section_has_its_own_settings_and_leads_to_those_that_it_builds_upon() -> None:
    section = _section(HouseSettings)

    assert section.startswith("\n## House\nA house.\n")
    assert "floors" not in rows(HouseSettings)
    assert section.endswith("And everything of [Building](#building).\n")


def test_every_model_is_told_once_where_a_reader_meets_it_first() -> None:
    assert _models(HouseSettings) == [HouseSettings, BuildingSettings, RoofSettings]


def test_a_docstring_of_several_lines_is_one_paragraph() -> None:
    assert "\n## Roof\nWhat is above.\n" in _section(RoofSettings)

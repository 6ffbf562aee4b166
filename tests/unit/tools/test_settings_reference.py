from typing import Annotated, Literal

import pytest
from pydantic import Field

from slipway.settings.base import Model, described_as
from slipway.settings.fields import Port, PositiveInt
from slipway.settings.kinds import DEFAULT_KIND, KINDS
from slipway.settings.namespace import ManagedNamespaceSettings
from slipway.settings.quantity import CpuRange, CpuResource
from slipway.settings.stack import StackSettings
from tools.settings_reference import ORDER, TITLES, Page, Section, anchor, heading_of, plan, written


class RoofSettings(Model):
    """What is
    above."""

    slope: int = 30
    """In degrees. Default 30."""
    height: int = 3
    """In metres."""


class GableRoofSettings(RoofSettings):
    """With two sides."""

    sides: int = 2
    """How many."""


class FlatRoofSettings(RoofSettings):
    """Without a slope."""

    slope: int = 0
    """In degrees."""


class PowerSettings(Model):
    """Electricity."""

    cpu: CpuResource = CpuRange(request="1", limit="2")
    """How much."""


class BuildingSettings(Model):
    """What every house can say."""

    floors: PositiveInt = 1
    """How many. Default 1."""


WORD = Annotated[RoofSettings | None, described_as("a roof in one word", "flat")]


class HouseSettings(BuildingSettings):
    """A house."""

    door: Port
    """Where one enters. Required."""
    roof: GableRoofSettings = GableRoofSettings()
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
    power: PowerSettings = PowerSettings(cpu=CpuRange(request="2", limit="4"))
    """What it consumes."""
    light: PowerSettings = PowerSettings()
    """What it shines with."""


class BungalowSettings(BuildingSettings):
    """A house of one floor."""

    door: Port
    """Where one enters."""
    roof: FlatRoofSettings = FlatRoofSettings()
    """What it is under."""


HOUSE = Section("A house", HouseSettings, level=2)


def sections(*given: Section) -> dict[str, str]:
    """The text of each section, by its heading."""
    page = Page()
    for each in given:
        page.add(each, "")
    return {each.heading: written(each, page) for each in page.sections}


def rows(text: str) -> dict[str, list[str]]:
    """The cells behind each setting."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return {
        cells[1].strip("` "): [cell.strip() for cell in cells[2:-1]] for cells in (line.split("|") for line in lines)
    }


@pytest.mark.parametrize(
    ("setting", "cells"),
    [
        ("floors", ["a whole number of at least 1, for example `3`", "1", "How many."]),
        ("door", ["a port from 1 to 65535, for example `8080`", "**required**", "Where one enters."]),
        ("roof", ["[roof](#roof)", "", "What it is under."]),
        ("walls", ["text → [roof](#roof) without `sides`", "", "By name."]),
        ("colors", ["a list of: `red` or `blue`", '`["red"]`', "In this order."]),
        ("heated", ["`true` or `false`", "", "Whether it is warm."]),
        ("shed", ["a roof in one word, for example `flat`", "", "Beside it."]),
        ("size", ["a whole number or text", "`5`", "How large."]),
        ("power", ["[power](#power)", "`{cpu: 2..4}`", "What it consumes."]),
        ("light", ["[power](#power)", "", "What it shines with."]),
    ],
)
def test_a_setting_tells_its_form_its_default_and_its_meaning(setting: str, cells: list[str]) -> None:
    assert rows(sections(HOUSE)["A house"])[setting] == cells


def test_a_section_has_the_inherited_settings_too() -> None:
    text = sections(HOUSE)["A house"]

    assert text.startswith("## A house\nA house.\n")
    assert list(rows(text))[:2] == ["floors", "door"]


def test_a_type_is_described_once_where_a_reader_meets_it_first() -> None:
    assert list(sections(HOUSE)) == ["A house", "roof", "power"]


def test_a_section_that_is_like_another_tells_the_differences() -> None:
    found = sections(HOUSE, Section("A bungalow", BungalowSettings, level=2, like=HOUSE))

    assert "It has these settings of [a house](#a-house): `floors`, `door`.\n" in found["A bungalow"]
    assert list(rows(found["A bungalow"])) == ["roof"]


def test_a_type_with_other_defaults_is_compared_with_the_one_that_is_most_alike() -> None:
    class VillageSettings(Model):
        gable: GableRoofSettings
        """The church."""
        flat: FlatRoofSettings
        """The school."""
        power: PowerSettings
        """Shares nothing with a roof."""

    found = sections(Section("A village", VillageSettings, level=2))

    assert found["flat"].startswith(
        "### flat\nWithout a slope.\n\nIt has all settings of [gable](#gable), except `sides`.\n"
        "These are new or different:\n"
    )
    assert rows(found["flat"]) == {"slope": ["a whole number", "`0`", "In degrees."]}
    assert "It has" not in found["power"]


def test_a_docstring_of_several_lines_is_one_paragraph() -> None:
    assert "\nWhat is above.\n" in sections(Section("A roof", RoofSettings))["A roof"]


def test_the_anchor_of_a_heading_is_that_of_github() -> None:
    assert anchor("probes.readiness") == "probesreadiness"
    assert anchor("kind: stateful") == "kind-stateful"


def test_a_class_is_found_by_its_name_or_by_what_is_made_of_it() -> None:
    assert heading_of(KINDS[DEFAULT_KIND].__name__) == "A stateless app"
    assert heading_of(ManagedNamespaceSettings.__name__) == "A namespace"
    assert heading_of("NobodysSettings") == ""


def test_every_setting_in_the_order_and_every_title_exists() -> None:
    known = {field.alias for kind in KINDS.values() for field in kind.model_fields.values()}

    assert [each for each in ORDER if each not in known] == []
    assert len({*ORDER}) == len(ORDER)
    assert {*TITLES} <= {field.alias for field in StackSettings.model_fields.values()}


def test_every_kind_tells_what_it_lacks() -> None:
    page = plan()
    task = next(each for each in page.sections if each.heading == "kind: task")

    assert "except `probes`, `lifecycle`, `port`, `metrics`, `slo`, `verticalAutoscaling`, `ports`" in written(
        task, page
    )
    assert "`kind`" not in rows(written(task, page))

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.container import EnvSource
from slipway.settings.fields import UniqueList


def told(items: list[object], type_: object) -> str:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(UniqueList[type_]).validate_python(items)  # type: ignore[valid-type]
    [error] = refused.value.errors()
    return error["msg"]


def test_what_is_said_once_is_taken_in_its_order() -> None:
    assert TypeAdapter(UniqueList[str]).validate_python(["b", "a"]) == ("b", "a")
    assert TypeAdapter(UniqueList[int | str]).validate_python([1, "1"]) == (1, "1")


def test_what_is_said_twice_is_named() -> None:
    assert told(["a", "b", "a"], str) == "expected a list without duplicates; a occurs twice"
    assert told([443, 443], int) == "expected a list without duplicates; 443 occurs twice"


def test_a_structure_is_told_by_its_places_also_when_it_was_written_in_two_ways() -> None:
    assert told(["x", "web", {"name": "web"}], EnvSource) == (
        "expected a list without duplicates; items 1 and 2 are equal"
    )


def test_a_long_list_is_read_once() -> None:
    assert len(TypeAdapter(UniqueList[int]).validate_python(range(100_000))) == 100_000

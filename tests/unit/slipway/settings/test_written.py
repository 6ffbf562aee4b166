from copy import deepcopy

import pytest

from slipway.settings.written import WrittenFloat, WrittenInt, ambiguous, either_way, numbers_of, reworded


@pytest.mark.parametrize(
    "number", [WrittenInt(18, "0022"), WrittenFloat(8, "08"), WrittenInt(1000, "1_000"), WrittenInt(15, "0o17")]
)
def test_a_number_that_another_reader_reads_as_another_one_is_ambiguous(number: float) -> None:
    assert ambiguous(number)
    assert reworded(number)


@pytest.mark.parametrize("number", [WrittenInt(31, "0x1F"), WrittenFloat(1.1, "1.10"), WrittenInt(5, "+5")])
def test_a_number_that_all_read_alike_may_still_be_written_in_another_way(number: float) -> None:
    assert reworded(number)
    assert not ambiguous(number)


@pytest.mark.parametrize("number", [WrittenFloat(0.5, "0.5"), WrittenInt(18), 18, 0.5])
def test_a_number_as_json_writes_it_is_neither(number: float) -> None:
    assert not reworded(number)
    assert not ambiguous(number)


def test_both_ways_to_write_a_number_are_told() -> None:
    assert either_way(WrittenInt(18, "0022")) == 'write 18 for a number, or "0022" for text'


def test_the_numbers_in_data_are_found_with_their_paths() -> None:
    assert list(numbers_of({"a": [1, {"b": 2.5}], "c": True, "d": "5"})) == [
        (("a", "[0]"), 1),
        (("a", "[1]", "b"), 2.5),
    ]


def test_a_copy_knows_the_text_too() -> None:
    assert [deepcopy(WrittenInt(18, "0022")).text, deepcopy(WrittenFloat(1.1, "1.10")).text] == ["0022", "1.10"]

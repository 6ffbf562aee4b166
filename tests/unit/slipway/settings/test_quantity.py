from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.quantity import (
    Bytes,
    BytesRange,
    Cpu,
    CpuRange,
    CpuResource,
    MemoryResource,
    Quantity,
    bytes_text,
    cpu_text,
    parse_quantity,
)

UNITS = ["", "k", "M", "G", "T", "P", "Ki", "Mi", "Gi", "Ti", "Pi"]
AMOUNTS = st.decimals(min_value="0.001", max_value=10**6, places=3).map(lambda number: f"{number:f}")
CPU = st.one_of(AMOUNTS, st.integers(1, 10**6).map(lambda number: f"{number}m"))
SIZES = st.builds("{}{}".format, st.integers(1, 8), st.sampled_from(UNITS))


@pytest.mark.parametrize(
    ("quantity", "plain"),
    [("250m", "0.25"), ("2", "2"), ("1.5", "1.5"), ("1k", "1000"), ("1Ki", "1024"), ("1.5Gi", "1610612736")],
)
def test_a_quantity_means_a_plain_number(quantity: str, plain: str) -> None:
    assert parse_quantity(quantity) == Decimal(plain)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Cpu, "250m", "250m"),
        (Cpu, 2, "2"),
        (Cpu, 0.5, "0.5"),
        (Bytes, "128Mi", "128Mi"),
        (Bytes, "1.5G", "1.5G"),
        (Bytes, 1073741824, "1073741824"),
    ],
)
def test_an_amount_is_kept_as_text_though_yaml_reads_a_number(kind: Any, value: object, text: str) -> None:
    assert TypeAdapter(kind).validate_python(value) == text


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((Cpu, value) for value in ["", "0", "0m", "-1", "0.0001", "1.5m", "1k", "1Mi", "1 m", "one", True, None]),
        *((Bytes, value) for value in ["", "0", "0Gi", "-1Gi", "1gi", "1GB", "100m", "1 Gi", "Gi", ".5Gi", True]),
        *((Cpu, value) for value in [float("inf"), float("nan"), 0.1 + 0.2]),
    ],
)
def test_what_is_no_amount_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError, match="expected a"):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("value", "request_", "limit"),
    [
        ("2m..10m", "2m", "10m"),
        ("10m", "10m", "10m"),
        ("500m..0.5", "500m", "0.5"),
        (2, "2", "2"),
        ({"request": "1", "limit": 2}, "1", "2"),
    ],
)
def test_a_range_is_a_request_and_a_limit(value: object, request_: str, limit: str) -> None:
    assert TypeAdapter(CpuResource).validate_python(value) == CpuRange(request=request_, limit=limit)


@pytest.mark.parametrize(
    "value", ["48Mi..24Mi", "1Gi..1G", "24Mi..", "..48Mi", "1Mi..2Mi..3Mi", "1Mi...2Mi", "1Mi-2Mi", {"request": "1Mi"}]
)
def test_what_is_no_range_or_has_the_larger_amount_first_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match=r"request..limit with request <= limit, for example 24Mi..48Mi"):
        TypeAdapter(MemoryResource).validate_python(value)


@pytest.mark.parametrize("size", ["0.1Gi", "1.5", "0.0001k", "9Pi", "1" * 30 + "G"])
def test_a_size_is_a_whole_number_of_bytes_that_the_api_server_can_count(size: str) -> None:
    with pytest.raises(ValidationError, match="expected a whole number of bytes, at most 8Pi, for example 128Mi"):
        TypeAdapter(Bytes).validate_python(size)


@pytest.mark.parametrize("size", ["0.5Gi", "1.5k", "8Pi"])
def test_a_size_may_have_a_fraction_of_its_unit(size: str) -> None:
    assert TypeAdapter(Bytes).validate_python(size) == size


@given(SIZES)
def test_every_size_is_positive(size: str) -> None:
    assert parse_quantity(TypeAdapter(Bytes).validate_python(size)) > 0


@given(CPU, CPU)
def test_every_range_of_cpu_keeps_both_ends_as_written(one: str, other: str) -> None:
    low, high = sorted([one, other], key=parse_quantity)

    assert TypeAdapter(CpuResource).validate_python(f"{low}..{high}") == CpuRange(request=low, limit=high)


@given(SIZES, SIZES)
def test_every_range_of_memory_keeps_both_ends_as_written(one: str, other: str) -> None:
    low, high = sorted([one, other], key=parse_quantity)

    assert TypeAdapter(MemoryResource).validate_python(f"{low}..{high}") == BytesRange(request=low, limit=high)


@pytest.mark.parametrize("amount", ["100", "500m", "2k", "1.5", "1Gi", 30, 0.5])
def test_an_amount_of_anything_may_be_so_small_or_so_large(amount: object) -> None:
    assert TypeAdapter(Quantity).validate_python(amount) == str(amount)


@pytest.mark.parametrize("amount", [0, "0m", "-1", "many", "1 k", "70%", True, None])
def test_an_amount_is_more_than_nothing(amount: object) -> None:
    with pytest.raises(ValidationError, match="expected a quantity, for example 100"):
        TypeAdapter(Quantity).validate_python(amount)


@given(CPU)
def test_an_amount_of_cpu_is_written_as_what_it_was_read_from(cpu: str) -> None:
    assert parse_quantity(TypeAdapter(Cpu).validate_python(cpu_text(parse_quantity(cpu)))) == parse_quantity(cpu)


@given(SIZES)
def test_a_size_is_written_in_whole_bytes_and_never_as_less_than_it_is(size: str) -> None:
    written = parse_quantity(TypeAdapter(Bytes).validate_python(bytes_text(parse_quantity(size))))

    assert 0 <= written - parse_quantity(size) < 1


@pytest.mark.parametrize(
    ("written", "text"), [("1024Mi", "1Gi"), ("1536Mi", "1536Mi"), ("1G", "1000000000"), ("0Gi", "0")]
)
def test_a_size_is_written_in_the_largest_unit_that_it_is_whole_in(written: str, text: str) -> None:
    assert bytes_text(parse_quantity(written)) == text


@pytest.mark.parametrize(("cores", "text"), [("0.25", "250m"), ("2", "2"), ("0", "0"), ("1.5", "1500m")])
def test_cpu_is_written_in_whole_cores_where_it_can_be(cores: str, text: str) -> None:
    assert cpu_text(Decimal(cores)) == text


def test_cpu_may_have_no_limit_and_memory_always_has_one() -> None:
    span = TypeAdapter(CpuResource).validate_python("1..none")

    assert (span.request, span.limit, span.told()) == ("1", None, "1..none")
    with pytest.raises(ValidationError):
        TypeAdapter(MemoryResource).validate_python("1Gi..none")

"""Quantities of Kubernetes: cpu, memory, storage.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

import re
from decimal import Decimal
from math import ceil
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from slipway.settings.base import Model, described_as, expected

_FACTORS = {
    "m": Decimal("0.001"),
    "": Decimal(1),
    **{unit: Decimal(1000) ** power for power, unit in enumerate("kMGTPE", start=1)},
    **{unit + "i": Decimal(1024) ** power for power, unit in enumerate("KMGTPE", start=1)},
}
_LARGEST = 8 * 1024**5
_BYTES = r"[0-9]+(\.[0-9]+)?([KMGTPE]i|[kMGTPE])?"
_CPU = r"([0-9]+m|[0-9]+(\.[0-9]{1,3})?)"
NO_LIMIT = "none"
"""The limit of `1..none`."""


def parse_quantity(quantity: str) -> Decimal:
    """The number that a quantity stands for: bytes for `1Gi`, cores for `250m`."""
    number, unit = re.fullmatch(r"([0-9.]+)([a-zA-Z]*)", quantity).groups()  # type: ignore[union-attr]  # validated
    return Decimal(number) * _FACTORS[unit]


def cpu_text(cores: Decimal) -> str:
    """The quantity of an amount of cpu, in cores or in thousandths (`m`)."""
    thousandths = ceil(cores * 1000)
    return f"{thousandths}m" if thousandths % 1000 else str(thousandths // 1000)


def bytes_text(size: Decimal) -> str:
    """The quantity of a size, in the largest binary unit without a fraction."""
    whole = ceil(size)
    for power, unit in reversed(list(enumerate("KMGTPE", start=1))):
        if whole and whole % 1024**power == 0:
            return f"{whole // 1024**power}{unit}i"
    return str(whole)


def _positive(quantity: str) -> str:
    if parse_quantity(quantity) <= 0:
        raise ValueError
    return quantity


def _whole_bytes(size: str) -> str:
    """Refuse what makes the API server warn: fractions of a byte, and sizes too large for its count in thousandths."""
    if parse_quantity(size) > _LARGEST or parse_quantity(size) % 1:
        raise expected("a whole number of bytes, at most 8Pi", "128Mi")
    return size


def _as_text(value: Any) -> Any:
    """YAML reads `cpu: 2` and `cpu: 0.5` as numbers. They are amounts, however they are written."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Bytes = Annotated[
    str,
    Field(pattern=rf"^{_BYTES}$", max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("a size", "128Mi"),
    AfterValidator(_whole_bytes),
]
Cpu = Annotated[
    str,
    Field(pattern=rf"^{_CPU}$", max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("an amount of cpu", "250m"),
]

Quantity = Annotated[
    str,
    Field(pattern=r"^[0-9]+(\.[0-9]+)?(m|[KMGTPE]i|[kMGTPE])?$", max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("a quantity", "100"),
]
"""A quantity of any unit."""


def _none(value: Any) -> Any:
    return None if value == NO_LIMIT else value


class CpuRange(Model):
    """`request`: the cpu that the scheduler reserves. `limit`: the cpu above which the kernel throttles; None: it never
    does.
    """

    request: Cpu
    limit: Annotated[Cpu | None, BeforeValidator(_none, json_schema_input_type=Cpu | Literal["none"] | None)]

    def told(self) -> str:
        """The range as in a stack file."""
        return self.request if self.limit == self.request else f"{self.request}..{self.limit or NO_LIMIT}"


class BytesRange(Model):
    """`request`: the memory that the scheduler reserves. `limit`: the memory above which the container is killed."""

    request: Bytes
    limit: Bytes

    def told(self) -> str:
        """The range as in a stack file."""
        return self.request if self.limit == self.request else f"{self.request}..{self.limit}"


_CpuText = Annotated[str, Field(pattern=rf"^{_CPU}(\.\.({_CPU}|{NO_LIMIT}))?$")]
_BytesText = Annotated[str, Field(pattern=rf"^{_BYTES}(\.\.{_BYTES})?$")]

_Range = TypeVar("_Range", CpuRange, BytesRange)


def _split(value: Any) -> Any:
    """`2m..10m` is a request and a limit; `10m` is both."""
    value = _as_text(value)
    if not isinstance(value, str):
        return value
    request, dots, limit = value.partition("..")
    return {"request": request, "limit": limit if dots else request}


def _ordered(span: _Range) -> _Range:
    if span.limit is not None and parse_quantity(span.request) > parse_quantity(span.limit):
        raise ValueError
    return span


CpuResource = Annotated[
    CpuRange,
    AfterValidator(_ordered),
    BeforeValidator(_split, json_schema_input_type=_CpuText | float | CpuRange),
    described_as("an amount of cpu, or request..limit with request <= limit", "2m..10m"),
]
MemoryResource = Annotated[
    BytesRange,
    AfterValidator(_ordered),
    BeforeValidator(_split, json_schema_input_type=_BytesText | float | BytesRange),
    described_as("an amount of memory, or request..limit with request <= limit", "24Mi..48Mi"),
]
DiskResource = Annotated[
    BytesRange,
    AfterValidator(_ordered),
    BeforeValidator(_split, json_schema_input_type=_BytesText | float | BytesRange),
    described_as("an amount of disk, or request..limit with request <= limit", "1Gi..2Gi"),
]

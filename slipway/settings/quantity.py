"""Amounts of cpu, memory and disk, written as Kubernetes writes them.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

import re
from decimal import Decimal
from math import ceil
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from slipway.settings.base import Model, described_as, expected

_FACTORS = {
    "m": Decimal("0.001"),
    "": Decimal(1),
    **{unit: Decimal(1000) ** power for power, unit in enumerate("kMGTPE", start=1)},
    **{unit + "i": Decimal(1024) ** power for power, unit in enumerate("KMGTPE", start=1)},
}
_LARGEST = 8 * 1024**5
_BYTES = r"^[0-9]+(\.[0-9]+)?([KMGTPE]i|[kMGTPE])?$"
_CPU = r"^([0-9]+m|[0-9]+(\.[0-9]{1,3})?)$"


def parse_quantity(quantity: str) -> Decimal:
    """The plain number behind a quantity: bytes of `1Gi`, cores of `250m`."""
    number, unit = re.fullmatch(r"([0-9.]+)([a-zA-Z]*)", quantity).groups()  # type: ignore[union-attr]  # validated
    return Decimal(number) * _FACTORS[unit]


def cpu_text(cores: Decimal) -> str:
    """An amount of cpu as it is written: whole cores, or thousandths of one."""
    thousandths = ceil(cores * 1000)
    return f"{thousandths}m" if thousandths % 1000 else str(thousandths // 1000)


def bytes_text(size: Decimal) -> str:
    """A size as it is written: in the largest binary unit that it is a whole number of."""
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
    """The API server warns of a part of a byte, and sees one in all above too, because it counts in thousandths."""
    if parse_quantity(size) > _LARGEST or parse_quantity(size) % 1:
        raise expected("a whole number of bytes, at most 8Pi", "128Mi")
    return size


def _as_text(value: Any) -> Any:
    """YAML reads `cpu: 2` and `cpu: 0.5` as numbers."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Bytes = Annotated[
    str,
    Field(pattern=_BYTES, max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("a size", "128Mi"),
    AfterValidator(_whole_bytes),
]
Cpu = Annotated[
    str,
    Field(pattern=_CPU, max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("an amount of cpu", "250m"),
]

Quantity = Annotated[
    str,
    Field(pattern=r"^[0-9]+(\.[0-9]+)?(m|[KMGTPE]i|[kMGTPE])?$", max_length=32),
    AfterValidator(_positive),
    BeforeValidator(_as_text),
    described_as("an amount", "100"),
]
"""An amount of anything."""


class CpuRange(Model):
    """What the scheduler reserves (`request`) and where the kernel throttles (`limit`)."""

    request: Cpu
    limit: Cpu


class BytesRange(Model):
    """What the scheduler reserves (`request`) and where the container is killed (`limit`)."""

    request: Bytes
    limit: Bytes


_Range = TypeVar("_Range", CpuRange, BytesRange)


def _split(value: Any) -> Any:
    """`2m..10m` is a request and a limit; `10m` is both."""
    value = _as_text(value)
    if not isinstance(value, str):
        return value
    request, dots, limit = value.partition("..")
    return {"request": request, "limit": limit if dots else request}


def _ordered(span: _Range) -> _Range:
    if parse_quantity(span.request) > parse_quantity(span.limit):
        raise ValueError
    return span


CpuResource = Annotated[
    CpuRange,
    AfterValidator(_ordered),
    BeforeValidator(_split),
    described_as("an amount of cpu, or request..limit with the smaller one first", "2m..10m"),
]
MemoryResource = Annotated[
    BytesRange,
    AfterValidator(_ordered),
    BeforeValidator(_split),
    described_as("an amount of memory, or request..limit with the smaller one first", "24Mi..48Mi"),
]

"""Scalars of a stack file together with their text: `0022` is the number 18 and the text `0022`.

Where a setting means a number, they are the numbers that Pulumi's engine reads. Where a setting means text, they are
the text that stands in the file.
"""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import JsonValue, ValidatorFunctionWrapHandler, WrapValidator
from typing_extensions import Self


class WrittenInt(int):
    """A whole number that is written in another way than JSON does: `0022`, `1_000`. `text` is None if nobody knows.
    `engine` is the number that the engine passes on, if that is another one: large numbers lose digits.
    """

    text: str | None
    engine: int | None

    def __new__(cls, value: int, text: str | None = None, engine: int | None = None) -> Self:
        """The number and its text."""
        self = super().__new__(cls, value)
        self.text, self.engine = text, engine
        return self


class WrittenFloat(float):
    """A number with a fraction or an exponent: `1.10`. `text` is None if nobody knows how it is written."""

    text: str | None

    def __new__(cls, value: float, text: str | None = None) -> Self:
        """The number and its text."""
        self = super().__new__(cls, value)
        self.text = text
        return self


class WrittenText(str):
    """Text of which the engine makes another one: a day, or the key `0022`. `engine` is that other text."""

    __slots__ = ("engine",)
    engine: str

    def __new__(cls, text: str, engine: str = "") -> Self:
        """The text, and what the engine makes of it."""
        self = super().__new__(cls, text)
        self.engine = engine
        return self


def text_of(value: Any) -> Any:
    """A number as the text that stands in the stack file, or that Python writes for a whole number. Every other value,
    and a number whose text is unknown, is returned as it is.
    """
    if isinstance(value, WrittenInt | WrittenFloat):
        return value if value.text is None else value.text
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**64:
        return str(value)
    return value


def numbers_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], int | float]]:
    """The numbers in data, by path; an item of a list is a step `[0]`."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from numbers_of(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from numbers_of(inner, (*path, f"[{index}]"))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path, value


def reworded(number: float) -> bool:
    """True for a number that JSON writes in another way than the stack file: `1.10`, `0022`."""
    return isinstance(number, WrittenInt | WrittenFloat) and number.text not in (None, json.dumps(number))


_AMBIGUOUS = re.compile(r"[-+]?0[0-9bo_].*|.*_.*")


def ambiguous(number: float) -> bool:
    """True for a number that readers of YAML read differently: `0022` is 18, 22 or text, `1_000` 1000 or text."""
    return reworded(number) and _AMBIGUOUS.fullmatch(str(text_of(number))) is not None


def either_way(number: float) -> str:
    """The two ways to write such a number: as a number, and as text."""
    return f'write {json.dumps(number)} for a number, or "{text_of(number)}" for text'


def _unchanged(value: Any, inner: ValidatorFunctionWrapHandler) -> Any:
    """Check that it is JSON. Pydantic would make plain numbers of the written ones."""
    inner(value)
    return value


WrittenJson = Annotated[JsonValue, WrapValidator(_unchanged)]
"""Data in which numbers keep their text."""

"""Lists in which nothing means more for being said again."""

from typing import Annotated, TypeVar

from pydantic import AfterValidator

from settings.words.vocabulary import conflict

_Item = TypeVar("_Item")


def _each_once(items: tuple[_Item, ...]) -> tuple[_Item, ...]:
    """Said again it is a slip: something else was meant."""
    # A setting may be a structure, in which only what is said tells one from another.
    places: dict[str, int] = {}
    for place, item in enumerate(items):
        first = places.setdefault(repr(item), place)
        if first != place:
            said = item if isinstance(item, str | int) else f"what stands at {first} and at {place}"
            raise conflict(f"expected each once; {said} is there twice")
    return items


EachOnce = Annotated[tuple[_Item, ...], AfterValidator(_each_once)]
"""A list without repetitions."""

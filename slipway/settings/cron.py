"""The schedule of a CronJob."""

import re
from typing import Annotated

from pydantic import AfterValidator

from slipway.settings.base import described_as

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MACROS = {"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}
_FIELDS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0, 59, ()),
    (0, 23, ()),
    (1, 31, ()),
    (1, 12, _MONTHS),
    (0, 6, _DAYS),
)
_PART = re.compile(r"(?:(?P<any>[*?])|(?P<first>[a-z0-9]+)(?:-(?P<last>[a-z0-9]+))?)(?:/(?P<step>[1-9][0-9]*))?")


def _number(word: str, low: int, names: tuple[str, ...]) -> int:
    return names.index(word) + low if word in names else int(word)


def _check_part(part: str, low: int, high: int, names: tuple[str, ...]) -> None:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError
    if match["any"]:
        return
    first = _number(match["first"], low, names)
    last = _number(match["last"], low, names) if match["last"] else first
    if not low <= first <= last <= high:
        raise ValueError


def _cron(expression: str) -> str:
    """Accept what the CronJob controller accepts: https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format."""
    if expression in _MACROS:
        return expression
    words = expression.lower().split()
    if len(words) != len(_FIELDS):
        raise ValueError
    for word, (low, high, names) in zip(words, _FIELDS, strict=True):
        for part in word.split(","):
            _check_part(part, low, high, names)
    return expression


CronExpression = Annotated[
    str,
    AfterValidator(_cron),
    described_as("a cron schedule of five fields (minute hour day month weekday)", "0 */6 * * *"),
]

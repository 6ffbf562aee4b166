"""The schedule of a CronJob: what the API server accepts.

https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax and its parser,
https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
"""

import calendar
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator

from slipway.settings.base import conflict, described_as, expected

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MACROS = ("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly")
_UNITS = {"h": Decimal(3600), "m": Decimal(60), "s": Decimal(1), "ms": Decimal("0.001")}
_FIVE = "a cron schedule of five fields (minute hour day month weekday)"
_EXAMPLE = "0 */6 * * *"
_ZONE = re.compile(r"(?:CRON_)?TZ=(?P<zone>\S+)\s+(?P<rest>.*\S)\s*")
_PART = re.compile(r"(?:(?P<any>[*?])|(?P<first>[a-z0-9]+)(?:-(?P<last>[a-z0-9]+))?)(?:/(?P<step>[0-9]{1,9}))?")
_AMOUNT = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?P<unit>h|ms|m|s)")


@dataclass(frozen=True)
class _Field:
    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()

    def values(self, word: str) -> set[int]:
        """The values that a field allows."""
        parts = [part for part in word.lower().split(",") if part]
        if not parts:
            raise self._refused(word)
        return {value for part in parts for value in self._of_part(part)}

    def _of_part(self, part: str) -> range:
        match = _PART.fullmatch(part)
        if match is None or (match["step"] is not None and int(match["step"]) == 0):
            raise self._refused(part)
        first, last = self.low, self.high
        if not match["any"]:
            first = self._number(match["first"])
            last = self._number(match["last"]) if match["last"] else self.high if match["step"] else first
            if not self.low <= first <= last <= self.high:
                raise self._refused(part)
        return range(first, last + 1, int(match["step"] or 1))

    def _number(self, word: str) -> int:
        if word in self.names:
            return self.names.index(word) + self.low
        if not word.isdecimal() or len(word) > len("000000000"):
            raise self._refused(word)
        return int(word)

    def _refused(self, got: str) -> Exception:
        words = f" or {self.names[0]} to {self.names[-1]}" if self.names else ""
        sunday = ": write 0 for Sunday" if self.names == _DAYS and "7" in got else ""
        return conflict(
            f"{self.name}: expected {self.low} to {self.high}{words}, *, a list (1,2), a range (1-5) or a step (*/2); "
            f"got {_shown(got)}{sunday}"
        )


_FIELDS = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("weekday", 0, 6, _DAYS),
)


def _cron(expression: str) -> str:
    """Refuse what the API server refuses, and days that no month has."""
    zone = _ZONE.fullmatch(expression)
    if zone:
        raise conflict(
            "the time zone has a setting of its own: write "
            f'schedule: "{_shown(zone["rest"])}" and timeZone: {_shown(zone["zone"])}'
        )
    if expression.startswith("@every "):
        return _every(expression)
    if expression.startswith("@"):
        if expression not in _MACROS:
            raise conflict(f"expected one of {', '.join(_MACROS)}, or @every 1h; got {_shown(expression)}")
        return expression
    words = expression.split()
    if len(words) == len(_FIELDS) + 1:
        raise conflict(f'expected {_FIVE}; got six: Kubernetes has no seconds and no years, write "{_EXAMPLE}"')
    if len(words) != len(_FIELDS):
        raise expected(_FIVE, _EXAMPLE)
    _, _, days, months, _ = [field.values(word) for field, word in zip(_FIELDS, words, strict=True)]
    longest = max(calendar.monthrange(2024, month)[1] for month in months)
    if words[4] in ("*", "?") and min(days) > longest:
        raise conflict(f"day: no month of this schedule has the day {min(days)}, so it would never run")
    return expression


def _every(expression: str) -> str:
    """`@every 1h30m`: an interval since the last run."""
    interval = expression.removeprefix("@every ")
    amounts = list(_AMOUNT.finditer(interval))
    seconds = sum(Decimal(each["number"]) * _UNITS[each["unit"]] for each in amounts)
    if "".join(each[0] for each in amounts) != interval or not 1 <= seconds <= _LONGEST:
        raise conflict(
            f"expected an interval of at least one second after @every, for example @every 1h30m; got "
            f"{_shown(interval)}"
        )
    return expression


_LONGEST = 10 * 366 * 24 * 3600
"""Ten years."""
_CUT = 60


def _shown(text: str) -> str:
    return text if text.isprintable() and len(text) <= _CUT else "another text"


CronExpression = Annotated[
    str,
    described_as(_FIVE, _EXAMPLE),
    AfterValidator(_cron),
]

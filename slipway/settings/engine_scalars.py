"""The value of a plain scalar as the engine reads it: the rules of `resolve` in gopkg.in/yaml.v3.

https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go. tests/engine/config compares them with the engine.
"""

import calendar
import math
import re
from decimal import Decimal

from slipway.settings.written import WrittenFloat, WrittenInt, WrittenText

Scalar = None | bool | int | float | str

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_INT = re.compile(
    r"(?P<sign>[-+]?)(0[bB](?P<two>[01]+)|0[oO](?P<eight>[0-7]+)|0[xX](?P<sixteen>[0-9a-fA-F]+)|0(?P<old>[0-7]*)"
    r"|(?P<ten>[1-9][0-9]*))"
)
_SIGN_INSIDE = re.compile(r"0(?:b(?P<two>[-+][01]+)|o(?P<eight>[-+][0-7]+))")
"""`0b-1` is -1 for the engine."""
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASES = {"two": 2, "eight": 8, "sixteen": 16, "old": 8, "ten": 10}
_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"((?P<t>[Tt ])(?P<hour>\d{1,2}):(?P<minute>\d{1,2}):(?P<second>\d{1,2})([.,](?P<fraction>\d+))?"
    r"(?P<zone>Z|(?P<sign>[-+])(?P<east>\d\d):(?P<more>\d\d))?)?",
    re.ASCII,
)
_LIMITS = {
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "east": (0, 24),
    "more": (0, 60),
}
"""What Go accepts in a time, the difference from UTC included."""
_LARGEST_INT, _LARGEST_UNSIGNED = 2**63 - 1, 2**64 - 1
_JSON_DIGITS = 1e21
"""From here on, Go writes a number in JSON with an exponent: https://pkg.go.dev/encoding/json#Marshal"""
_WITHOUT_EXPONENT = range(-4, 6)
"""The powers of ten of floats that are printed without an exponent: https://pkg.go.dev/strconv#FormatFloat"""


class NotFinite(Exception):  # noqa: N818  # it is what the number is
    """An infinite number, or none: JSON has neither, and the engine fails."""


def resolved(text: str) -> Scalar:
    """The value of a plain scalar. A number or day that is written in another way than the engine writes it has its
    text. Raises NotFinite.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _NOT_FINITE.fullmatch(text):
        raise NotFinite
    if not text.startswith(tuple("+-.0123456789")):
        return text
    when = _moment(text)
    if when:
        return WrittenText(text, when)
    # Underscores are left out, except behind a leading dot.
    number = _number(text if text.startswith(".") else text.replace("_", ""))
    if isinstance(number, float):
        return WrittenFloat(number, text)
    if number is None or str(number) == text:
        return text if number is None else number
    return WrittenInt(number, text)


def _number(plain: str) -> int | float | None:
    if _INT.fullmatch(plain) or _SIGN_INSIDE.fullmatch(plain):
        whole = _whole(plain)
        if whole is not None:
            return whole
    if _FLOAT.fullmatch(plain) and math.isfinite(float(plain)):
        return float(plain)
    return None


def _whole(plain: str) -> int | None:
    """The integer, or None if it has more than 64 bits."""
    match = _INT.fullmatch(plain) or _SIGN_INSIDE.fullmatch(plain)
    groups = {name: digits for name, digits in match.groupdict().items() if digits is not None} if match else {}
    sign = groups.pop("sign", "")
    [(base, digits)] = groups.items()
    if len(digits) > 64 + 1:  # more digits than 64 bits and a sign
        digits = digits.lstrip("0") or "0"
    if len(digits) > 64 + 1:
        return None
    value = int(sign + (digits or "0"), _BASES[base])
    largest = _LARGEST_INT if sign or digits[:1] in ("-", "+") else _LARGEST_UNSIGNED
    return value if -_LARGEST_INT - 1 <= value <= largest else None


def _moment(text: str) -> str | None:
    """The text that the engine makes of a day or time: `2024-04-01 00:00:00 +0000 UTC`."""
    match = _TIME.fullmatch(text)
    if not match or (match["t"] and (match["t"] == " ") == bool(match["zone"])):
        return None
    parts = {name: int(match[name] or 0) for name in _LIMITS}
    if any(not low <= parts[name] <= high for name, (low, high) in _LIMITS.items()):
        return None
    year, month, day = int(match["year"]), parts["month"], parts["day"]
    if day > calendar.monthrange(year, month)[1]:
        return None
    fraction = (match["fraction"] or "")[:9].rstrip("0")
    time = "{hour:02}:{minute:02}:{second:02}".format(**parts) + (f".{fraction}" if fraction else "")
    hours, minutes = divmod(parts["east"] * 60 + parts["more"], 60)
    zone = f"{match['sign']}{hours:02}{minutes:02}" if hours or minutes else "+0000"
    return f"{year:04}-{month:02}-{day:02} {time} {zone} {zone if hours or minutes else 'UTC'}"


def handed_over(value: Scalar) -> Scalar:
    """A float without a fraction as the whole number that the program gets, with its text."""
    if not isinstance(value, WrittenFloat) or not value.is_integer() or abs(value) >= _JSON_DIGITS:
        return value
    digits = str(value.text).replace("_", "")
    exact = int(digits) if _WHOLE.fullmatch(digits) and float(digits) == value else int(value)
    return WrittenInt(exact, value.text, engine=int(json_number(value)))


def json_number(value: float) -> int | float:
    """The number that the program gets. The engine keeps whole numbers of 64 bits, with a sign, and makes a float of
    every other number; JSON then writes a float without a fraction as a whole number.
    """
    if isinstance(value, WrittenInt) and value.engine is not None:
        return value.engine
    if isinstance(value, int) and -_LARGEST_INT - 1 <= value <= _LARGEST_INT:
        return int(value)
    number = float(value)
    whole = number.is_integer() and abs(number) < _JSON_DIGITS
    return int(Decimal(repr(number))) if whole else number


def key_text(value: Scalar) -> str:
    """A value as a key: what Go prints for it (`%v`)."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _printed(value)
    return value.engine if isinstance(value, WrittenText) else str(value)


def _printed(value: float) -> str:
    """As Go prints a float: the shortest form, with an exponent from a million on."""
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    power = len(digits) + int(exponent) - 1
    if power in _WITHOUT_EXPONENT:
        return format(Decimal(repr(value)).normalize(), "f")
    mantissa = "".join(map(str, digits))
    mantissa = mantissa[0] + (f".{mantissa[1:]}" if mantissa[1:] else "")
    return f"{'-' if sign else ''}{mantissa}e{'-' if power < 0 else '+'}{abs(power):02}"

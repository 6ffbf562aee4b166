"""Made-up plain scalars, most of which some reader of YAML takes for a number, a day or a boolean."""

import random
from collections.abc import Callable, Iterator

from slipway.settings.engine_yaml import Unreadable, read_yaml

WORDS = (
    *("yes", "no", "on", "off", "y", "n", "Y", "N", "true", "True", "TRUE", "tRue", "false", "False", "null", "Null"),
    *("NULL", "nUll", "~", "=", ".", "..", "-", "+", "0", "00", "-0", "+0", "0x", "0o", "0b", ".5", "5.", "_1", "1_"),
    *("1__2", "190:20:30", "1:2", "12e", "e5", "0x1p3", "1e400", "1e-400", "0b-1", "0o+7", "-0b-1", ".inf.", "inf"),
    *("nan", ".Nan", "+.5", "-.5", "2024-04-01", "2024-4-1", "2030-02-31", "0022", "052811112222", "08", "1.10", "1.0"),
    *("1e3", "9223372036854775807", "9223372036854775808", "18446744073709551616", "-9223372036854775809"),
    *("0777777777777777777777777777", "0xFFFFFFFFFFFFFFFFFF", "123456789012345678901234567890", "033591966869567485"),
)
DIGITS, OCTAL, HEX, MIXED = "0123456789", "01234567", "0123456789abcdefABCDEF", "0123456789_.eE+-xob"


def scalars(made_by: random.Random, count: int) -> list[str]:
    """Scalars that a list of YAML can contain."""
    makers: list[Callable[[random.Random], str]] = [_number, _number, _time]
    found = [*WORDS]
    while len(found) < count:
        scalar = made_by.choice(makers)(made_by)
        if _is_one(scalar):
            found.append(scalar)
    return found


def keys(made_by: random.Random, count: int) -> list[str]:
    """Scalars that one mapping can have as its keys."""
    found: list[str] = []
    known: set[str] = set()
    for scalar in scalars(made_by, count):
        for key in _keys(scalar):
            names = {str(key), getattr(key, "engine", str(key))}
            if not names & known:
                known |= names
                found.append(scalar)
    return found


def _number(made_by: random.Random) -> str:
    def some(characters: str, most: int) -> str:
        return "".join(made_by.choices(characters, k=made_by.randint(1, most)))

    whole, part = some(DIGITS, 6), some(DIGITS, 6)
    forms = [
        *(whole, f"0{whole}", some(DIGITS, 25), f"0{some(OCTAL, 26)}", f"{whole}_{part}", f"{whole}.", f".{part}"),
        *(f"0x{some(HEX, 18)}", f"0o{some(OCTAL, 24)}", f"0b{some('01', 66)}", some(MIXED, 8)),
        *(f"{whole}.{part}", f"{whole}e{some(DIGITS, 3)}", f"{whole}.{part}E-{some(DIGITS, 2)}"),
    ]
    return made_by.choice(["", "", "", "+", "-"]) + made_by.choice(forms)


def _time(made_by: random.Random) -> str:
    def two(most: int) -> str:
        number = made_by.randint(0, most)
        return made_by.choice([f"{number}", f"{number:02}"])

    day = f"{made_by.choice([0, 1, 1999, 2000, 2024, 9999]):04}-{two(13)}-{two(32)}"
    if made_by.random() < 0.3:
        return day
    fraction = made_by.choice(["", "", f".{made_by.randint(0, 10**12)}", ",5"])
    zone = made_by.choice(["", "Z", "z", " Z", "+02:00", "-05:30", "+00:00", "+5", "+24:00", "+25:00", "+01:60"])
    return f"{day}{made_by.choice('Tt ')}{two(24)}:{two(60)}:{two(60)}{fraction}{zone}"


def _is_one(scalar: str) -> bool:
    try:
        return bool(read_yaml(f"- {scalar}\n"))
    except Unreadable:
        return False


def _keys(scalar: str) -> Iterator[str]:
    try:
        yield from read_yaml(f"{scalar}: 1\n")
    except (Unreadable, TypeError):
        return

"""Stacks with one mistake of a person or a program."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.valid_settings import Strategy

Steps = tuple[str | int, ...]

STRANGE: Strategy = st.one_of(
    st.sampled_from(
        [
            None, True, False, 0, -1, 1.5, 2**31, 2**63, -(10**30), 1e300, float("inf"), float("nan"), "", " ", "0",
            "null", "yes", "~", "1e3", "..", "/", "//", "/..", "\u0430pp", "we\u200bb", "\uff57eb", "\u202egnp",
            "web\n", "a\x00b", "\x1b[31mred", "${HOME}", "{{ .Values.x }}", "$(reboot)", "<<", "🙂", "1Gb", "x" * 300,
            "a" * 70_000, [], [[]], {}, {"": ""}, {"a": {"b": {"c": {}}}}, [None], [1, "a", {}], {"secure": "v1:"},
        ]
    ),
    st.text(),
    st.integers(),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=3),
)  # fmt: skip
"""Values that are wrong in most places, and valid in some."""


CHANGES = 8
"""The number of mistakes for each valid stack. A valid stack takes much longer to generate than a mistake."""


@st.composite
def spoilt(draw: st.DrawFn, stacks: Strategy) -> list[dict[str, Any]]:
    """Valid stacks, each after one change. Some can still be valid."""
    stack = draw(stacks)
    return [_changed(draw, copy.deepcopy(stack)) for _ in range(CHANGES)]


def _changed(draw: st.DrawFn, stack: dict[str, Any]) -> dict[str, Any]:
    *steps, last = draw(st.sampled_from(sorted(places(stack), key=lambda steps: (-len(steps), str(steps)))))
    holder: Any = stack
    for step in steps:
        holder = holder[step]
    change = draw(st.sampled_from(["replace", "listed", "misspelt", "unknown", "gone", "nested"]))
    if change == "listed":
        holder[last] = [holder[last]]
    elif change == "nested":
        holder[last] = {"value": holder[last]}
    elif change == "gone":
        del holder[last]
    elif change == "misspelt" and isinstance(last, str):
        holder[_misspelt(last, draw(st.integers(0, len(last))))] = holder.pop(last)
    elif change == "unknown" and isinstance(holder, dict):
        holder[draw(st.text())] = draw(STRANGE)
    else:
        holder[last] = draw(STRANGE)
    return stack


def places(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """The paths of all values, at any depth."""
    if steps:
        yield steps
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from places(each, (*steps, step))


def _misspelt(name: str, place: int) -> str:
    """The text with two neighbouring characters swapped, or with one more character."""
    swapped = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
    return swapped if swapped != name else f"{name}s"

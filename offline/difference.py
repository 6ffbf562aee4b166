"""The difference between two renderings of every stack, as Markdown for a pull request.

The report lists for each stack the objects that were added, changed and removed between two outputs of `make render`.
This module and its imports use only the standard library, so that it runs without an installation of the project.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from offline.stack_difference import StackDifference, compare, stacks

LIMIT = 60_000
"""The largest size of a report in bytes of UTF-8. GitHub refuses a comment of more than 65,536 characters; the rest is
for the lines that the workflow adds above it."""

SLACK = 16
"""Bytes kept free for each part: the blank line after it, and the longer count in the note of a cut one."""


def size(text: str) -> int:
    """Bytes of UTF-8: never fewer than the characters that GitHub counts."""
    return len(text.encode())


def folded(difference: StackDifference, room: int, whole: str) -> str:
    """The lines of one stack in a closed <details>, cut at the end of a line to at most `room` bytes."""
    shown: list[str] = []
    for line in difference.lines:
        room -= size(line) + 1
        if room < 0:
            break
        shown.append(line)
    ticks = max((len(run) for line in difference.lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)  # longer than any run inside: no content can close it
    summary, language = ("the end of the log of the render", "text") if difference.failed else ("difference", "diff")
    body = "\n".join([f"{fence}{language}", *shown, fence])
    text = f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"
    if len(shown) < len(difference.lines):
        text += f"\n\nCut: {len(shown):,} of {len(difference.lines):,} lines are shown; all of them are in {whole}."
    return text


def markdown(base: Path, change: Path, *, limit: int = LIMIT, whole: str = "the two folders") -> tuple[str, bool]:
    """The report, and True if every stack of the change was rendered.

    `limit` is in bytes. The headlines are never cut. The rest is shared evenly between the stacks, smallest difference
    first, so that larger ones get the space that smaller ones do not use.
    `whole` ends the sentence "all of them are in ..." after a cut.
    """
    found = [compare(stack, base, change) for stack in sorted(stacks(base) | stacks(change))]
    if not found:
        return "Neither the base nor this change has a stack (`Pulumi.<stack>.yaml`).\n", True
    heads = [f"### `{each.stack}`: {each.headline}" for each in found]
    frames = [folded(each, 0, whole) if each.lines else "" for each in found]
    room = max(0, limit - sum(size(text) + SLACK for text in heads + frames))
    wanted = [sum(size(line) + 1 for line in each.lines) for each in found]
    parts = dict(enumerate(heads))
    for left, index in zip(range(len(found), 0, -1), sorted(parts, key=wanted.__getitem__), strict=True):
        share = min(wanted[index], room // left)
        room -= share
        if found[index].lines:
            parts[index] += f"\n\n{folded(found[index], share, whole)}"
    return "\n\n".join(parts.values()) + "\n", not any(each.failed for each in found)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m offline.difference BASE CHANGE`: prints the report."""
    parser = argparse.ArgumentParser(
        prog="python -m offline.difference",
        description="Print the difference between two renderings of every stack, as Markdown.",
        epilog="Exit: 0 printed, with or without differences; 1 printed, but a stack of CHANGE could not be rendered;"
        " 2 the arguments are wrong.",
    )
    parser.add_argument("base", type=Path, metavar="BASE", help="folder with <stack>/... or <stack>.failed of the base")
    parser.add_argument("change", type=Path, metavar="CHANGE", help="the same of the change")
    parser.add_argument("--limit", type=int, default=LIMIT, help="most bytes to print (default: %(default)s)")
    parser.add_argument("--whole", default="the two folders", help="the place of the full difference, for the note")
    given = parser.parse_args(arguments)
    for folder in (given.base, given.change):
        if not folder.is_dir():
            parser.error(f"expected a folder that `make render` wrote; {folder} is not a folder")
    text, rendered = markdown(given.base, given.change, limit=given.limit, whole=given.whole)
    sys.stdout.write(text)
    return 0 if rendered else 1


if __name__ == "__main__":
    sys.exit(main())

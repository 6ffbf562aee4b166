"""What a change does to the rendered objects of every stack, as Markdown for a pull request.

Reads what `make render` wrote for two versions of the program and says, stack by stack, which objects were added,
changed and removed. Standard library only, so that it also runs where the project is not installed.

Each of the two folders holds, for every stack of that version, either
    <stack>/<namespace or _cluster>/<kind>-<name>.yaml    the rendered objects, or
    <stack>.failed                                        what the render printed, when it could not.
A stack with neither does not exist in that version.

The comparison is by file: an object whose name or namespace changes is one removed and one added, as in the cluster.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LIMIT = 60_000
"""Bytes of UTF-8 a report may have. GitHub refuses a comment of more than 65,536 characters; the rest is for the
lines that the commenting workflow puts above it."""

FAILED = ".failed"
LOG_LINES = 40
"""Of a failed render only the end is shown: that is where the errors are."""

NAMED = 10
"""Removed objects are named, because they are what a reviewer must not miss; after this many, only counted."""

SLACK = 16
"""Bytes kept free for each part: the blank line after it, and the longer count in the note of a cut one."""

Tree = dict[str, list[str]]


@dataclass(frozen=True)
class StackDifference:
    """One stack in both versions. `lines` is what gets folded away: a unified diff, or the log of a failed render."""

    stack: str
    headline: str
    lines: tuple[str, ...] = ()
    failed: bool = False


def read_lines(file: Path) -> list[str]:
    """Whatever the bytes are: a report about a strange file is worth more than an error about it."""
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def read_tree(folder: Path) -> Tree:
    """The rendered objects under a folder: path relative to it -> lines. Empty when there is no such folder.

    Only `*.yaml`: the mark that `make render` leaves in its folder is no object.
    """
    return {path.relative_to(folder).as_posix(): read_lines(path) for path in folder.rglob("*.yaml") if path.is_file()}


def stacks(folder: Path) -> set[str]:
    """The stacks that a version has, rendered or failed."""
    return {
        entry.name if entry.is_dir() else entry.name[: -len(FAILED)]
        for entry in folder.iterdir()
        if entry.is_dir() or entry.name.endswith(FAILED)
    }


def unified(base: Tree, change: Tree) -> tuple[str, ...]:
    """A unified diff over all objects, in the order of their paths, with the headers that `git diff` would give."""
    lines: list[str] = []
    for path in sorted(base.keys() | change.keys()):
        before = f"a/{path}" if path in base else "/dev/null"
        after = f"b/{path}" if path in change else "/dev/null"
        lines += difflib.unified_diff(base.get(path, []), change.get(path, []), before, after, lineterm="")
    return tuple(lines)


def objects(count: int) -> str:
    """`1 object`, `2 objects`."""
    return f"{count} object" if count == 1 else f"{count} objects"


def headline(base: Tree, change: Tree) -> str:
    """`2 objects added, 1 changed, 0 removed`, with the removed ones named; `no difference` when there is none."""
    added = change.keys() - base.keys()
    removed = sorted(base.keys() - change.keys())
    changed = [path for path in base.keys() & change.keys() if base[path] != change[path]]
    if not (added or removed or changed):
        return f"no difference in {objects(len(change))}"
    text = f"{objects(len(added))} added, {len(changed)} changed, {len(removed)} removed"
    if removed:
        names = [f"`{path.removesuffix('.yaml')}`" for path in removed[:NAMED]]
        more = [f"and {len(removed) - NAMED} more"] if len(removed) > NAMED else []
        text += f"\n\nRemoved: {', '.join(names + more)}"
    return text


def compare(stack: str, base: Path, change: Path) -> StackDifference:
    """One stack of the two folders. A base that cannot be rendered is compared as empty, and the headline says so."""
    failure = change / f"{stack}{FAILED}"
    if failure.exists():
        log = tuple(read_lines(failure)[-LOG_LINES:])
        return StackDifference(stack, "**this change cannot be rendered**", log, failed=True)
    before, after = read_tree(base / stack), read_tree(change / stack)
    said = headline(before, after)
    if not (change / stack).is_dir():
        said = f"this change has no such stack any more; {said}"
    elif (base / f"{stack}{FAILED}").exists():
        said = f"the base cannot be rendered, so every object counts as added; {said}"
    elif not (base / stack).is_dir():
        said = f"a new stack; {said}"
    return StackDifference(stack, said, unified(before, after))


def size(text: str) -> int:
    """Bytes of UTF-8: never fewer than the characters that GitHub counts."""
    return len(text.encode())


def folded(difference: StackDifference, room: int, whole: str) -> str:
    """The lines of one stack as a closed <details>, cut at the end of a line so that they take at most `room` bytes."""
    shown: list[str] = []
    for line in difference.lines:
        room -= size(line) + 1
        if room < 0:
            break
        shown.append(line)
    ticks = max((len(run) for line in difference.lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, ticks + 1)  # longer than any run inside: no content can close it
    summary, language = ("the end of what the render printed", "text") if difference.failed else ("difference", "diff")
    body = "\n".join([f"{fence}{language}", *shown, fence])
    text = f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"
    if len(shown) < len(difference.lines):
        text += f"\n\nCut: {len(shown):,} of {len(difference.lines):,} lines are shown; all of them are in {whole}."
    return text


def markdown(base: Path, change: Path, *, limit: int = LIMIT, whole: str = "the two folders") -> tuple[str, bool]:
    """The report, and whether every stack of the change could be rendered.

    `limit` is in bytes. The headlines are never cut; what they leave is shared evenly between the stacks, smallest
    difference first, so that what it does not need goes to the larger ones.
    `whole` ends the sentence "all of them are in ..." where something had to be cut.
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
        description="Print what a change does to the rendered objects of every stack, as Markdown.",
        epilog="Exit: 0 printed, with or without differences; 1 printed, but a stack of CHANGE could not be rendered;"
        " 2 the arguments are wrong.",
    )
    parser.add_argument("base", type=Path, metavar="BASE", help="folder with <stack>/... or <stack>.failed of the base")
    parser.add_argument("change", type=Path, metavar="CHANGE", help="the same of the change")
    parser.add_argument("--limit", type=int, default=LIMIT, help="most bytes to print (default: %(default)s)")
    parser.add_argument("--whole", default="the two folders", help="where the uncut difference is, for the note")
    given = parser.parse_args(arguments)
    for folder in (given.base, given.change):
        if not folder.is_dir():
            parser.error(f"expected a folder that `make render` wrote; {folder} is not a folder")
    text, rendered = markdown(given.base, given.change, limit=given.limit, whole=given.whole)
    sys.stdout.write(text)
    return 0 if rendered else 1


if __name__ == "__main__":
    sys.exit(main())

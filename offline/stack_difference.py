"""The difference between two renderings of one stack.

The input is two folders from `make render`, one for each version of the program. Each folder has, for every stack of
that version, either
    <stack>/<namespace or _cluster>/<kind>-<name>.yaml    the rendered objects, or
    <stack>.failed                                        the log of a failed render.
A stack with neither does not exist in that version.

The comparison is by file. An object with a new name or namespace counts as one removed and one added, as in the
cluster.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

FAILED = ".failed"
LOG_LINES = 40
"""The number of lines from the end of a failed render. The errors are at the end."""

NAMED = 10
"""The number of removed objects that are named, because a reviewer must see them. The others are counted."""

Tree = dict[str, list[str]]


@dataclass(frozen=True)
class StackDifference:
    """One stack in both versions. `lines` is a unified diff, or the log of a failed render."""

    stack: str
    headline: str
    lines: tuple[str, ...] = ()
    failed: bool = False


def read_lines(file: Path) -> list[str]:
    """The lines of a file. Invalid bytes are replaced, because the report is more important than an error."""
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def read_tree(folder: Path) -> Tree:
    """The rendered objects under a folder: path relative to it -> lines. Empty when there is no such folder.

    Only `*.yaml`, because `make render` also writes a marker file.
    """
    return {path.relative_to(folder).as_posix(): read_lines(path) for path in folder.rglob("*.yaml") if path.is_file()}


def stacks(folder: Path) -> set[str]:
    """The stacks of a version, rendered or failed."""
    return {
        entry.name if entry.is_dir() else entry.name[: -len(FAILED)]
        for entry in folder.iterdir()
        if entry.is_dir() or entry.name.endswith(FAILED)
    }


def unified(base: Tree, change: Tree) -> tuple[str, ...]:
    """A unified diff of all objects, in the order of their paths, with the headers of `git diff`."""
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
    """`2 objects added, 1 changed, 0 removed`, with the names of the removed ones, or `no difference`."""
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
    """Compare one stack of the two folders. A failed render of the base counts as empty; the headline says so."""
    failure = change / f"{stack}{FAILED}"
    if failure.exists():
        log = tuple(read_lines(failure)[-LOG_LINES:])
        return StackDifference(stack, "**this change cannot be rendered**", log, failed=True)
    before, after = read_tree(base / stack), read_tree(change / stack)
    said = headline(before, after)
    if not (change / stack).is_dir():
        said = f"this change removes the stack; {said}"
    elif (base / f"{stack}{FAILED}").exists():
        said = f"the base cannot be rendered, so every object counts as added; {said}"
    elif not (base / stack).is_dir():
        said = f"a new stack; {said}"
    return StackDifference(stack, said, unified(before, after))

"""The files of the local backend that a full disk or a lost machine has broken."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools import deployments
from tools.failure import Failure
from tools.layout import Layout
from tools.steps import Step

NEEDED = 100 * 1024**2
"""Bytes that must be free. Pulumi writes the whole state after every step, beside two copies, and cuts all of them off
when the disk is full."""


def refuse_full_disk(layout: Layout) -> None:
    """Raises `Failure` if the local backend has no room to write the state."""
    free = shutil.disk_usage(layout.state if layout.state.is_dir() else layout.project).free
    if free < NEEDED:
        raise Failure(
            f"expected at least {NEEDED // 1024**2} MiB free for the state, in {layout.shown(layout.state)}; got "
            f"{free // 1024**2} MiB; make room, and try again. Nothing was changed"
        )


def repair(layout: Layout, stack: str, step: Step) -> None:
    """Puts the copy of a state in the place of one that cannot be read, and prints that.

    Pulumi keeps the state before the last change beside it (`.bak`). If both are cut off, the resources that stand
    whole in one of them are taken. The next `up` or `down` refreshes the state from the cluster, and `up` takes in the
    objects that it lacks, because they have its field manager. Raises `Failure` if neither file has a resource.
    """
    folder = layout.state / ".pulumi" / "stacks"
    for file in folder.rglob("*.attrs"):
        file.unlink(missing_ok=True)  # of an earlier version; an empty one makes the state unreadable
    for file in folder.rglob(f"{stack}.json"):
        if _is_whole(file):
            continue
        copy = file.with_name(f"{file.name}.bak")
        if not _is_whole(copy) and (rest := _rest_of(file, copy)):
            text, count = rest
            broken = file.with_name(f"{file.name}.broken")
            file.replace(broken)
            file.write_text(text)
            deployments.mark_unfinished(layout, stack)
            step.remark(
                f"the state of {stack} and its copy were cut off, as by a full disk; took the {count} resources that "
                f"are still whole, and keep the broken one in {layout.shown(broken)}"
            )
            continue
        if not _is_whole(copy):
            raise Failure(
                f"the state of {stack} cannot be read, and neither can its copy: {layout.shown(file)}. If you have a "
                "backup (`pulumi stack export`), put it there. Without one, delete both files and give each namespace "
                "`adopt: <reason>` for one `up`: docs/adopting.md"
            )
        broken = file.with_name(f"{file.name}.broken")
        file.replace(broken)
        copy.replace(file)
        deployments.mark_unfinished(layout, stack)
        step.remark(
            f"the state of {stack} could not be read; took the copy of the change before, and keep the broken one in "
            f"{layout.shown(broken)}"
        )


def _is_whole(file: Path) -> bool:
    try:
        content: Any = json.loads(file.read_text())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and "checkpoint" in content


_RESOURCES = re.compile(r'"resources"\s*:\s*\[')


def _rest_of(*files: Path) -> tuple[str, int] | None:
    """The longest state that can be made of one of the files, with the number of its resources."""
    found = [_whole_resources(file.read_text(errors="replace")) for file in files if file.is_file()]
    return max((each for each in found if each), key=lambda each: each[1], default=None)


def _whole_resources(text: str) -> tuple[str, int] | None:
    """The state up to the resource that is cut off. A resource stands after all that it depends on."""
    begin = _RESOURCES.search(text)
    if begin is None:
        return None
    resources = list(_objects(text, begin.end()))
    state = f"{text[: begin.end()]}{','.join(resources)}]}}}}}}"
    try:
        json.loads(state)
    except ValueError:
        return None
    return (state, len(resources)) if resources else None


def _objects(text: str, place: int) -> Iterator[str]:
    """The objects of the list that begins here, up to one that is not whole."""
    decoder = json.JSONDecoder()
    while True:
        start = re.compile(r"[\s,]*").match(text, place).end()  # type: ignore[union-attr]  # it matches nothing too
        try:
            _, place = decoder.raw_decode(text, start)
        except ValueError:
            return
        yield text[start:place]

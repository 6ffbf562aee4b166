"""The files of the local backend that a full disk or a lost machine has broken."""

import json
from pathlib import Path
from typing import Any

from tools import deployments
from tools.failure import Failure
from tools.layout import Layout
from tools.steps import Step


def repair(layout: Layout, stack: str, step: Step) -> None:
    """Puts the copy of a state in the place of one that cannot be read, and prints that.

    Pulumi keeps the state before the last change beside it (`.bak`). The next `up` or `down` refreshes it from the
    cluster. Raises `Failure` if the copy cannot be read either.
    """
    folder = layout.state / ".pulumi" / "stacks"
    for file in folder.rglob("*.attrs"):
        file.unlink(missing_ok=True)  # of an earlier version; an empty one makes the state unreadable
    for file in folder.rglob(f"{stack}.json"):
        if _is_whole(file):
            continue
        copy = file.with_name(f"{file.name}.bak")
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

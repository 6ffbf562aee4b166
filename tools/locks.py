"""Locks of the local backend: one file for each command that changes a stack, with the process that made it.

A command that was killed leaves its lock, and Pulumi, whose backend may be shared, cannot tell that from a command that
still runs. Here the state is this installation's, and a process of this host is there or is not.
"""

import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.engine import Engine
from tools.layout import Layout
from tools.steps import Step


@dataclass(frozen=True)
class Lock:
    """Whose it is."""

    host: str
    process: int

    @staticmethod
    def read(file: Path) -> "Lock | None":
        """None for what is gone by now, or is not what Pulumi writes."""
        try:
            content: dict[str, Any] = json.loads(file.read_text())
            return Lock(str(content["hostname"]), int(content["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def is_left_behind(self) -> bool:
        """Whether its process is gone for certain: of another host's processes nobody here knows."""
        if self.host != socket.gethostname() or self.process <= 0:
            return False
        try:
            os.kill(self.process, 0)  # asks whether it is there, and sends nothing
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False


def locks(layout: Layout) -> dict[str, list[Lock | None]]:
    """Those of each stack, None for one that cannot be read."""
    found: dict[str, list[Lock | None]] = {}
    for file in sorted((layout.state / ".pulumi" / "locks").rglob("*.json")):
        found.setdefault(file.parent.name, []).append(Lock.read(file))
    return found


def release_left_behind(engine: Engine, step: Step) -> None:
    """Releases what killed commands left, and says so. A stack with any other lock keeps all, and Pulumi refuses it."""
    if engine.backend != "local":
        return
    for stack, held in locks(engine.layout).items():
        gone = [each.process for each in held if each and each.is_left_behind]
        if len(gone) == len(held):
            engine.run(["cancel", "--yes"], stack=stack)
            processes = ", ".join(map(str, gone))
            step.remark(f"an earlier command on {stack} was cut short (process {processes} is gone); released its lock")

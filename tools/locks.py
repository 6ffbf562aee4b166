"""Locks of the local backend: one file for each command that changes a stack, with the pid of its process.

A killed command leaves its lock behind. Pulumi cannot release it, because its backend may be shared with other hosts.
The local backend belongs to this installation, so a lock is stale when its process on this host is gone.
"""

import json
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tools.engine import Engine
from tools.failure import Failure
from tools.layout import Layout
from tools.steps import Step

WRITING_SECONDS = 10.0
"""The time that Pulumi certainly needs less of to write a lock."""


@dataclass(frozen=True)
class Lock:
    """The host and the process that hold a lock."""

    host: str
    process: int

    @staticmethod
    def read(file: Path) -> "Lock | None":
        """Reads a lock file. None: the file is gone, or Pulumi has not written it."""
        try:
            content: dict[str, Any] = json.loads(file.read_text())
            return Lock(str(content["hostname"]), int(content["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @property
    def is_left_behind(self) -> bool:
        """True when its process is certainly gone. Processes of other hosts cannot be checked.

        A killed process stays listed as a zombie until its parent asks for it, and the first process of many
        containers never asks.
        """
        if self.host != socket.gethostname() or self.process <= 0:
            return False
        try:
            return psutil.Process(self.process).status() == psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return True
        except psutil.Error:
            return False


def locks(layout: Layout) -> dict[str, list[Lock | None]]:
    """The locks of each stack. None stands for a lock that cannot be read."""
    found: dict[str, list[Lock | None]] = {}
    for file in _files(layout):
        found.setdefault(file.parent.name, []).append(Lock.read(file))
    return found


def _files(layout: Layout) -> list[Path]:
    return sorted((layout.state / ".pulumi" / "locks").rglob("*.json"))


def _broken(layout: Layout) -> list[Path]:
    """The locks that cannot be read, and that nobody is about to write."""
    return [file for file in _files(layout) if Lock.read(file) is None and _age(file) > WRITING_SECONDS]


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0


def refuse_running(engine: Engine, stack: str) -> None:
    """Raises `Failure` if another command works on the stack at this moment."""
    if engine.backend != "local":
        return  # only Pulumi can tell, and does
    for each in locks(engine.layout).get(stack, []):
        if each and not each.is_left_behind:
            raise Failure(
                f"another command works on {stack} (process {each.process} on {each.host}); wait until it has ended, "
                "and try again"
            )


def release_left_behind(engine: Engine, step: Step) -> None:
    """Releases the locks of killed commands, and prints that. If a stack has any other lock, all its locks stay."""
    if engine.backend != "local":
        return
    for file in _broken(engine.layout):
        file.unlink(missing_ok=True)
        step.remark(f"removed the lock {file.name} of {file.parent.name}: it is empty, as after a full disk")
    for stack, held in locks(engine.layout).items():
        gone = [each.process for each in held if each and each.is_left_behind]
        if len(gone) == len(held):
            engine.run(["cancel", "--yes"], stack=stack)
            processes = ", ".join(map(str, gone))
            step.remark(f"an earlier command on {stack} was cut short (process {processes} is gone); released its lock")

"""The processes that a killed command has left behind: language host, program, policies, provider.

The engine ends them when it ends. Killed itself, it cannot, and they run on for minutes, with every secret of the stack
in their environment.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress

import psutil

from tools.layout import Layout
from tools.steps import Step

VARIABLE = "SLIPWAY_STARTED_BY"
"""The mark of every process below a command of ours: the folder of the installation, and the pid of the command."""
PATIENCE = 5.0
"""Seconds that a process gets to end by itself."""
_ENGINE = "pulumi"


def mark(layout: Layout) -> dict[str, str]:
    """The variable for the engine. Its children inherit it."""
    return {VARIABLE: f"{layout.home}:{os.getpid()}"}


def end_left_behind(layout: Layout, step: Step) -> None:
    """Ends the processes whose engine is gone, and those below them. A running engine is left alone."""
    found = [each for root in _roots(layout) for each in (root, *_children(root))]
    for each in found:
        with suppress(psutil.NoSuchProcess):
            each.terminate()
    _, alive = psutil.wait_procs(found, timeout=PATIENCE)
    for each in alive:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    if found:
        step.remark(f"ended {len(found)} processes that a killed command had left behind")


def _roots(layout: Layout) -> Iterator[psutil.Process]:
    """The marked processes whose parent is neither marked nor the command that set the mark."""
    for process in psutil.process_iter():
        home, _, command = _environment(process).get(VARIABLE, "").rpartition(":")
        if home != str(layout.home) or process.pid == os.getpid():
            continue
        parent = _parent(process)
        orphaned = parent is None or (str(parent.pid) != command and VARIABLE not in _environment(parent))
        if orphaned and _name(process) != _ENGINE:
            yield process


def _environment(process: psutil.Process) -> Mapping[str, str]:
    with suppress(psutil.Error, OSError):  # of another user, or gone
        return process.environ()
    return {}


def _parent(process: psutil.Process) -> psutil.Process | None:
    with suppress(psutil.Error):
        return process.parent()
    return None


def _name(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return process.name()
    return _ENGINE


def _children(process: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return process.children(recursive=True)
    return []

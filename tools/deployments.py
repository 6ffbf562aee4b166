"""What is remembered between commands: which stacks the embedded cluster holds, and which were cut short.

The resources of the first are gone when that cluster is gone, and only theirs: a stack of somebody's real cluster may
share the backend, and its state must never be touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tools.engine import Engine
from tools.layout import Layout

EMPTY = 1
"""A stack counts itself among its resources."""


def remember(layout: Layout, stack: str) -> None:
    """Before the first resource is made, so that an interrupted `up` counts."""
    layout.deployed.mkdir(parents=True, exist_ok=True)
    (layout.deployed / stack).touch()


def forget(layout: Layout, stack: str) -> None:
    """After its state is gone."""
    (layout.deployed / stack).unlink(missing_ok=True)
    (layout.unfinished / stack).unlink(missing_ok=True)


def remembered(layout: Layout) -> list[str]:
    """All of them, by name."""
    return sorted(path.name for path in layout.deployed.glob("*"))


@contextmanager
def operation(layout: Layout, stack: str) -> Iterator[bool]:
    """Round an `up` or a `destroy`. Gives whether the last one was cut short or failed.

    What the state says may then be wrong (a namespace whose deletion went on), so the next one has to ask the cluster.
    """
    mark = layout.unfinished / stack
    cut_short = mark.is_file()
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    yield cut_short
    mark.unlink(missing_ok=True)


def alive(engine: Engine) -> list[str]:
    """Those that still hold resources; the ones that never came to any are removed."""
    stacks = engine.stacks()
    holding = [stack for stack in remembered(engine.layout) if stacks.get(stack, 0) > EMPTY]
    for stack in set(remembered(engine.layout)) - set(holding):
        if stack in stacks and engine.backend == "local":
            engine.remove_stack(stack)
        forget(engine.layout, stack)
    return holding


def remove_lost(engine: Engine) -> list[str]:
    """Removes the state of stacks whose cluster no longer exists: a next `up` would look for their resources in vain.

    Only in the local backend. Returns the stacks that held resources. The file backend keeps a copy of each (`.bak`).
    """
    if engine.backend != "local":
        return []
    lost: list[str] = []
    stacks = engine.stacks()
    for stack in remembered(engine.layout):
        if stack in stacks:
            engine.remove_stack(stack)
            lost.extend([stack] if stacks[stack] > EMPTY else [])
        forget(engine.layout, stack)
    return lost

"""Notes for later commands: the stacks on the embedded cluster, and the operations that did not finish.

When the embedded cluster is gone, the resources of its stacks are gone, and their state can be removed. The backend may
hold stacks of real clusters too: their state must never be touched.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tools.engine import Engine
from tools.layout import Layout

EMPTY = 1
"""The number of resources of a stack that holds nothing: the stack counts itself."""


def remember(layout: Layout, stack: str) -> None:
    """Notes a stack. Call it before the first resource is created, so that an interrupted `up` counts."""
    layout.deployed.mkdir(parents=True, exist_ok=True)
    (layout.deployed / stack).touch()


def forget(layout: Layout, stack: str) -> None:
    """Removes the notes about a stack. Call it when its state is gone."""
    (layout.deployed / stack).unlink(missing_ok=True)
    (layout.unfinished / stack).unlink(missing_ok=True)


def remembered(layout: Layout) -> list[str]:
    """The names of all stacks that were noted."""
    return sorted(path.name for path in layout.deployed.glob("*"))


@contextmanager
def operation(layout: Layout, stack: str) -> Iterator[bool]:
    """Surrounds an `up` or a `destroy`. Yields True if the last one failed or was interrupted.

    The state may be wrong after that (the deletion of a namespace went on), so the next operation asks the cluster.
    """
    mark = layout.unfinished / stack
    cut_short = mark.is_file()
    mark_unfinished(layout, stack)
    yield cut_short
    mark.unlink(missing_ok=True)


def mark_unfinished(layout: Layout, stack: str) -> None:
    """Notes that the state of a stack may be wrong."""
    layout.unfinished.mkdir(parents=True, exist_ok=True)
    (layout.unfinished / stack).touch()


def alive(engine: Engine) -> list[str]:
    """The stacks that still hold resources. Stacks that never got any are removed."""
    stacks = engine.stacks()
    holding = [stack for stack in remembered(engine.layout) if stacks.get(stack, 0) > EMPTY]
    for stack in set(remembered(engine.layout)) - set(holding):
        if stack in stacks and engine.backend == "local":
            engine.remove_stack(stack)
        forget(engine.layout, stack)
    return holding


def remove_lost(engine: Engine) -> list[str]:
    """Removes the state of stacks whose cluster no longer exists, and returns the stacks that held resources.

    Otherwise the next `up` would look for resources that are gone. Only the local backend is changed; it keeps a copy
    of each state (`.bak`).
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

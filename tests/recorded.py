"""The stacks of this project, recorded once per test run. Tests must not change a recording."""

import runpy
from functools import cache
from pathlib import Path

from offline.program import ROOT, record_stack
from offline.recorder import Recording


@cache
def recorded(stack: str, file: Path | None = None) -> Recording:
    """See `offline.program.record_stack`."""
    return record_stack(stack, file)


def program() -> None:
    """The true `__main__.py`, for whoever records it in surroundings of its own."""
    runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__")

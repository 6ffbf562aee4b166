"""The stacks of this project, recorded once per test run. Tests must not change a recording."""

from functools import cache
from pathlib import Path

from offline.program import record_stack
from offline.recorder import Recording


@cache
def recorded(stack: str, file: Path | None = None) -> Recording:
    """See `offline.program.record_stack`."""
    return record_stack(stack, file)

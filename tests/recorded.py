"""The stacks of this project, recorded once for all tests of a run: these look at a recording and leave it as it is."""

from functools import cache
from pathlib import Path

from offline.program import record_stack
from offline.recorder import Recording


@cache
def recorded(stack: str, file: Path | None = None) -> Recording:
    """See `offline.program.record_stack`."""
    return record_stack(stack, file)

"""Run the real `__main__.py` for one stack and record it."""

import runpy
from pathlib import Path

from offline import recorder
from offline.recorder import Recording, record
from offline.stack_file import PROJECT, StackFile

ROOT = recorder.ROOT


def record_stack(stack: str, file: Path | None = None) -> Recording:
    """The recording of a stack of this project. `file` replaces its `Pulumi.<stack>.yaml`.

    Raises `pulumi.RunError` for a configuration that the program refuses.
    """
    stack_file = StackFile.read(file or ROOT / f"Pulumi.{stack}.yaml")
    with stack_file.environment():
        return record(_run, project=PROJECT, stack=stack, root=ROOT)


def _run() -> None:
    runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__")

"""The folder that a command writes into. What it has not written itself, it never touches."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".slipway-render"
"""Lies in a folder that was written, which may therefore be emptied and written again."""


class Unwritable(Exception):  # noqa: N818  # it is what the folder is
    """Where nothing can, or may, be written, and why."""


@contextmanager
def out_folder(path: Path, *, emptied: bool = False) -> Iterator[Path]:
    """The folder, made and marked, to be written into. Raises Unwritable, also for what is written meanwhile."""
    try:
        if path.exists() and any(path.iterdir()) and not (path / MARK).exists():
            raise Unwritable(f"{path} holds files that no rendering wrote; expected an empty or a new folder")
        if emptied and path.exists():
            shutil.rmtree(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / MARK).touch()
        yield path
    except OSError as error:
        raise Unwritable(f"cannot write {error.filename or path}: {error.strerror}") from None

"""The output folder of a command. Files of others are never changed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = ".slipway-render"
"""A file in each output folder. A later run may empty a folder with this file."""


class Unwritable(Exception):  # noqa: N818  # it is what the folder is
    """A folder or page that cannot, or must not, be written, with the reason."""


@contextmanager
def out_folder(path: Path, *, emptied: bool = False) -> Iterator[Path]:
    """Create and mark the folder. Raises Unwritable, also for an error while its files are written."""
    try:
        if path.exists() and any(path.iterdir()) and not (path / MARK).exists():
            raise Unwritable(f"{path} has files that this command did not write; expected an empty or a new folder")
        if emptied and path.exists():
            shutil.rmtree(path)
        path.mkdir(parents=True, exist_ok=True)
        (path / MARK).touch()
        yield path
    except OSError as error:
        raise Unwritable(f"cannot write {error.filename or path}: {error.strerror}") from None

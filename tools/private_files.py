"""Files that their owner alone can read: the state of the stacks, the logs, and the keys of the embedded cluster."""

from pathlib import Path
from typing import TextIO

UMASK = 0o077
"""The umask of every program that the tools start: its files get mode 600, its folders 700."""
_FILE, _FOLDER = 0o600, 0o700


def private_folder(path: Path) -> Path:
    """Makes the folder if it is missing. Its mode is 700 after that, even if an earlier version has made it."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(_FOLDER)
    return path


def new_private_file(path: Path) -> TextIO:
    """Opens an empty file with mode 600 for writing, in a folder with mode 700."""
    private_folder(path.parent)
    path.touch(mode=_FILE)
    path.chmod(_FILE)
    return path.open("w")

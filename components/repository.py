"""The repository that the program runs from: the one place where a file of it is read.

A path in a stack file is somebody's input. What it leads to is read once, never beyond a limit, and never followed out
of the folder.
"""

import os
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from slipway.checks.files import ELSEWHERE, LARGEST
from slipway.pulumi_internals import root_directory

_LISTED = 5
_BINARY = "expected text in UTF-8, which a review can read; other files belong in the image, or among downloads"


class Unusable(Exception):  # noqa: N818  # it is what the file is
    """No file that a pod can mount, and why."""


@dataclass(frozen=True)
class Repository:
    """The project's folder, and what lies below it."""

    root: Path

    @staticmethod
    def here() -> "Repository":
        """The folder of the project's `Pulumi.yaml`, wherever its program lies and whoever's working folder it is."""
        return Repository(Path(root_directory()).absolute())

    def text(self, path: str) -> str:
        """What the file holds; raises Unusable. `path` is below the root and has no `..`: see `RepositoryPath`."""
        try:
            self._refuse_links(path)
            content = _content(self.root / path)
        except (FileNotFoundError, NotADirectoryError):
            raise Unusable(self._missing(path)) from None
        except OSError as error:
            raise Unusable(f"cannot be read ({error.strerror}); expected a file below {self.root}") from None
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            raise Unusable(f"its byte {error.start} is no UTF-8; {_BINARY}") from None
        if "\0" in text:
            raise Unusable(f"it holds a zero byte, as only binary files do; {_BINARY}")
        return text

    def _refuse_links(self, path: str) -> None:
        """None at all: a link can lead anywhere, and be changed without a change of what was reviewed."""
        place = self.root
        for step in path.split("/"):
            place /= step
            if place.is_symlink():
                link = place.relative_to(self.root)
                raise Unusable(f"{link} is a symbolic link; expected the path of the file itself, below {self.root}")

    def _missing(self, path: str) -> str:
        """The first step that is not there, and what is there instead."""
        folder, place = self.root, Path()
        for step in path.split("/"):
            if not os.path.lexists(folder / step):
                break
            folder, place = folder / step, place / step
        known = _names_in(folder)
        near = get_close_matches(step, known, n=1, cutoff=0.6)
        if near:
            return f"there is no {path} below {self.root}; did you mean {(place / near[0]).as_posix()}?"
        more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
        there = f"; in {'it' if place == Path() else place.as_posix()} are {', '.join(known[:_LISTED]) or 'none'}{more}"
        return f"there is no {path} below {self.root}{there}"


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []


def _content(file: Path) -> bytes:
    """Looked at before it is opened, and opened without waiting for whoever writes into it."""
    mode = file.lstat().st_mode
    if stat.S_ISDIR(mode):
        raise Unusable("it is a folder; expected a file, each on a line of its own")
    if not stat.S_ISREG(mode):
        raise Unusable("it is a pipe, a socket or a device; expected a regular file")
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as opened:
        content = opened.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Unusable(f"it has more than the {LARGEST:,} bytes that a ConfigMap holds; {ELSEWHERE}")
    return content

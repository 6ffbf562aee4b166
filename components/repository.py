"""The repository of the program. All its files are read here.

A path in a stack file is untrusted input. A file is read once, up to a size limit, and links are not followed.
"""

import os
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from slipway.checks.files import ELSEWHERE, LARGEST
from slipway.checks.problems import path_of
from slipway.pulumi_internals import root_directory

_LISTED = 5
_BINARY = "expected a text file in UTF-8; put binary files into the image, or use binaryFiles or downloads"


class Unusable(Exception):  # noqa: N818  # it is what the file is
    """A file that no pod can mount, with the reason."""


@dataclass(frozen=True)
class Repository:
    """The folder of the project, and its files."""

    root: Path

    @staticmethod
    def here() -> "Repository":
        """The folder with `Pulumi.yaml`. It does not depend on the working folder or the place of the program."""
        return Repository(Path(root_directory()).absolute())

    def files(self, path: str, endings: tuple[str, ...]) -> list[str]:
        """The path of a file itself, or the paths of all files below a folder with these endings; raises Unusable."""
        self._refuse_links(path)
        place = self.root / path
        if not place.is_dir():
            return [path]
        found = [each for each in place.rglob("*") if each.name.endswith(endings) and each.is_file()]
        return sorted(each.relative_to(self.root).as_posix() for each in found)

    def text(self, path: str, *, largest: int = LARGEST) -> str:
        """The content of a text file of at most `largest` bytes; raises Unusable."""
        try:
            text = self.content(path, largest).decode()
        except UnicodeDecodeError as error:
            raise Unusable(f"byte {error.start} of the file is not valid UTF-8; {_BINARY}") from None
        if "\0" in text:
            raise Unusable(f"the file has a zero byte, so it is a binary file; {_BINARY}")
        return text

    def content(self, path: str, largest: int = LARGEST) -> bytes:
        """The content of a file of at most `largest` bytes; raises Unusable. `path` is below the root and has no `..`:
        see `RepositoryPath`.
        """
        try:
            self._refuse_links(path)
            return _content(self.root / path, largest)
        except (FileNotFoundError, NotADirectoryError):
            raise Unusable(self._missing(path)) from None
        except OSError as error:
            raise Unusable(f"cannot be read ({error.strerror}); expected a file below {self.root}") from None

    def _refuse_links(self, path: str) -> None:
        """Refuse every symbolic link. A link can leave the folder, and its target can change without a review."""
        place = self.root
        for step in path.split("/"):
            place /= step
            if place.is_symlink():
                link = place.relative_to(self.root)
                raise Unusable(f"{link} is a symbolic link; expected the path of the file itself, below {self.root}")

    def _missing(self, path: str) -> str:
        """The message for a missing file, with the nearest name or the content of the folder."""
        folder, place = self.root, Path()
        for step in path.split("/"):
            if not os.path.lexists(folder / step):
                break
            folder, place = folder / step, place / step
        known = _names_in(folder)
        near = get_close_matches(step, known, n=1, cutoff=0.6)
        if near:
            return f"there is no {path_of(path)} below {self.root}; did you mean {(place / near[0]).as_posix()}?"
        more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
        inside = "there" if place == Path() else f"in {place.as_posix()}"
        there = f"; files {inside}: {', '.join(known[:_LISTED]) or 'none'}{more}"
        return f"there is no {path_of(path)} below {self.root}{there}"


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []


def _content(file: Path, largest: int) -> bytes:
    """The bytes of a regular file. The type is checked first, and O_NONBLOCK avoids a wait for a pipe."""
    mode = file.lstat().st_mode
    if stat.S_ISDIR(mode):
        raise Unusable("this path is a folder; expected a file: write one line for each file of the folder")
    if not stat.S_ISREG(mode):
        raise Unusable("this path is a pipe, a socket or a device; expected a regular file")
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as opened:
        content = opened.read(largest + 1)
    if len(content) > largest:
        more = f"the limit of a ConfigMap; {ELSEWHERE}" if largest == LARGEST else "the most that is read of one file"
        raise Unusable(f"the file is larger than {largest:,} bytes, {more}")
    return content

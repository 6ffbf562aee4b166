import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.private_files import new_private_file, private_folder
from tools.subprocesses import alone, attached, capture, follow

ENV = {"PATH": "/usr/bin:/bin"}
WRITES: list[str | Path] = [Path("/bin/sh"), "-c", "mkdir state && echo tulip > state/file"]


@pytest.fixture(autouse=True)
def _open_to_all() -> Iterator[None]:
    """The umask of most systems."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


@pytest.mark.parametrize("before", [None, 0o755])
def test_a_private_folder_is_its_owners_alone_whoever_has_made_it(tmp_path: Path, before: int | None) -> None:
    folder = tmp_path / "state"
    if before:
        folder.mkdir(mode=before)

    assert mode(private_folder(folder)) == "700"


def test_a_log_is_its_owners_alone_even_if_an_earlier_one_was_not(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "up-dev.log"
    log.parent.mkdir()
    log.write_text("earlier")
    with new_private_file(log) as file:
        file.write("now")

    assert (mode(log), mode(log.parent), log.read_text()) == ("600", "700", "now")


def test_what_a_started_program_writes_is_its_owners_alone(tmp_path: Path) -> None:
    for name in ("capture", "attached", "follow", "alone"):
        (tmp_path / name).mkdir()
    capture(WRITES, env=ENV, cwd=tmp_path / "capture")
    attached(WRITES, env=ENV, cwd=tmp_path / "attached")
    follow(WRITES, env=ENV, cwd=tmp_path / "follow", log=tmp_path / "logs" / "follow.log", on_line=list[str]().append)
    alone(WRITES, env=ENV, cwd=tmp_path / "alone", log=tmp_path / "logs" / "alone.log")

    written = {
        path.relative_to(tmp_path).as_posix(): mode(path) for path in tmp_path.rglob("*") if path.parent != tmp_path
    }
    files = {name: each for name, each in written.items() if (tmp_path / name).is_file()}
    assert files == dict.fromkeys(files, "600")
    assert written == {**dict.fromkeys(written, "700"), **files}
    assert len(written) == 10

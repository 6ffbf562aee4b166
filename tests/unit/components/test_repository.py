import os
import socket
from pathlib import Path

import pytest

from components.repository import Repository, Unusable
from slipway.checks.files import LARGEST


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "config").mkdir(parents=True)
    (folder / "config" / "nginx.conf").write_bytes("worker_processes 1; # Grüße\r\n".encode())
    return folder


def complaint(root: Path, path: str) -> str:
    with pytest.raises(Unusable) as unusable:
        Repository(root).text(path)
    assert "\n" not in str(unusable.value)
    return str(unusable.value)


def test_a_text_is_what_the_file_holds_to_the_byte(root: Path) -> None:
    assert Repository(root).text("config/nginx.conf") == "worker_processes 1; # Grüße\r\n"


def test_an_empty_file_is_a_file(root: Path) -> None:
    (root / "config" / "empty").touch()

    assert Repository(root).text("config/empty") == ""


def test_a_file_that_is_not_there_is_told_with_the_nearest(root: Path) -> None:
    assert complaint(root, "config/ngnix.conf") == (
        f"there is no config/ngnix.conf below {root}; did you mean config/nginx.conf?"
    )
    assert complaint(root, "confg/nginx.conf") == f"there is no confg/nginx.conf below {root}; did you mean config?"


def test_or_else_with_what_there_is(root: Path) -> None:
    for number in range(9):
        (root / "config" / f"{number}.ini").touch()

    assert complaint(root, "config/xyz").endswith("; files in config: 0.ini, 1.ini, 2.ini, 3.ini, 4.ini and 5 more")
    assert complaint(root, "xyz").endswith("; files there: config")


def test_below_a_file_there_is_nothing(root: Path) -> None:
    assert complaint(root, "config/nginx.conf/x").endswith("; files in config/nginx.conf: none")


def test_a_folder_is_no_file(root: Path) -> None:
    assert (
        complaint(root, "config")
        == "this path is a folder; expected a file: write one line for each file of the folder"
    )


@pytest.mark.parametrize("target", ["/etc/hostname", "../outside", "nginx.conf", "link", "nowhere"])
def test_no_link_is_followed_wherever_it_leads(root: Path, target: str) -> None:
    (root.parent / "outside").write_text("tulip")
    (root / "config" / "link").symlink_to(target)

    assert complaint(root, "config/link") == (
        f"config/link is a symbolic link; expected the path of the file itself, below {root}"
    )


def test_nor_is_one_on_the_way(root: Path) -> None:
    (root.parent / "outside").mkdir()
    (root.parent / "outside" / "nginx.conf").touch()
    (root / "linked").symlink_to(root.parent / "outside")

    assert complaint(root, "linked/nginx.conf").startswith("linked is a symbolic link")


def test_the_root_itself_may_be_one(root: Path) -> None:
    (root.parent / "elsewhere").symlink_to(root)

    assert Repository(root.parent / "elsewhere").text("config/nginx.conf")


def test_a_pipe_and_a_socket_are_refused_and_nobody_waits_for_them(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(root / "socket"))

        for name in ("pipe", "socket"):
            assert complaint(root, name) == "this path is a pipe, a socket or a device; expected a regular file"


def test_a_file_of_a_terabyte_is_refused_without_being_read(root: Path) -> None:
    with (root / "huge").open("wb") as huge:
        huge.truncate(1024**4)

    assert complaint(root, "huge").startswith("the file is larger than 1,048,576 bytes, the limit of a ConfigMap")


def test_one_of_just_a_config_map_is_read(root: Path) -> None:
    (root / "large").write_text("x" * LARGEST)

    assert len(Repository(root).text("large")) == LARGEST


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"ab\xff", "byte 2 of the file is not valid UTF-8"),
        (b"\x7fELF\x00\x01", "the file has a zero byte"),
        ("ab".encode("utf-16"), "byte 0 of the file"),
    ],
)
def test_what_is_no_text_is_refused_with_the_way_out(root: Path, content: bytes, why: str) -> None:
    (root / "file").write_bytes(content)

    said = complaint(root, "file")

    assert said.startswith(why)
    assert said.endswith("put binary files into the image, or use binaryFiles or downloads")


def test_a_file_that_may_not_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)

    assert complaint(root, "config/nginx.conf") == f"cannot be read (Permission denied); expected a file below {root}"


def test_a_name_that_no_file_can_have_is_told(root: Path) -> None:
    assert complaint(root, "x" * 1000) == f"cannot be read (File name too long); expected a file below {root}"


def test_the_files_of_a_folder_are_those_with_an_ending_at_any_depth(root: Path) -> None:
    (root / "config" / "inner").mkdir()
    (root / "config" / "inner" / "b.yaml").touch()
    (root / "config" / "a.yaml").touch()

    assert Repository(root).files("config", (".yaml",)) == ["config/a.yaml", "config/inner/b.yaml"]
    assert Repository(root).files("config/nginx.conf", (".yaml",)) == ["config/nginx.conf"]


def test_a_folder_that_is_a_link_is_not_entered(root: Path) -> None:
    (root / "link").symlink_to(root / "config")

    with pytest.raises(Unusable, match="link is a symbolic link"):
        Repository(root).files("link", (".conf",))


def test_a_file_that_no_config_map_holds_may_be_larger(root: Path) -> None:
    (root / "crds.yaml").write_text("x" * (LARGEST + 1))

    assert len(Repository(root).text("crds.yaml", largest=LARGEST + 1)) == LARGEST + 1
    with pytest.raises(Unusable, match="larger than 1,000 bytes, the most that is read of one file"):
        Repository(root).text("crds.yaml", largest=1000)

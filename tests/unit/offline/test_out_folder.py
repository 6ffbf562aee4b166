from pathlib import Path

import pytest

from offline import graph, render
from offline.out_folder import Unwritable, out_folder

COMMANDS = {"graph": graph.main, "render": render.main}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("out", ["file", "file/below"])
def test_where_nothing_can_be_written_every_command_says_so_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, out: str
) -> None:
    (tmp_path / "file").write_text("mine")

    assert COMMANDS[command](["dev", str(tmp_path / out)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"cannot write {tmp_path / 'file'}")
    assert told.count("\n") == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_what_cannot_be_written_into_it_is_told_as_the_folder_itself(tmp_path: Path) -> None:
    def write() -> None:
        with out_folder(tmp_path / "out") as folder:
            (folder / "taken").mkdir()
            (folder / "taken").write_text("")

    with pytest.raises(Unwritable, match=r"cannot write .*/out/taken: Is a directory"):
        write()


def test_it_is_emptied_only_when_that_is_asked_for(tmp_path: Path) -> None:
    with out_folder(tmp_path / "out") as folder:
        (folder / "object.yaml").touch()
    with out_folder(folder):
        assert (folder / "object.yaml").exists()
    with out_folder(folder, emptied=True):
        assert not (folder / "object.yaml").exists()

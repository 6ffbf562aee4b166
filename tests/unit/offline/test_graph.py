from pathlib import Path

import pytest

from offline import program
from offline.graph import BEGIN, END, block, main, picture, renewed
from offline.out_folder import Unwritable
from offline.render import main as render


def test_a_stack_is_drawn_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prod", str(tmp_path)]) == 0

    markdown, svg = tmp_path / "network-prod.md", tmp_path / "network-prod.svg"
    assert capsys.readouterr().out == f"wrote {markdown}, {svg}\n"
    assert markdown.read_text() == f"# Connections of prod\n\n{block(picture('prod'))}"
    assert svg.read_text().startswith("<svg ")


def test_it_lies_beside_what_was_rendered_which_can_be_rendered_again(tmp_path: Path) -> None:
    assert render(["dev", str(tmp_path)]) == 0
    assert main(["dev", str(tmp_path)]) == 0
    assert (tmp_path / "course-dev").exists()
    assert (tmp_path / "network-dev.svg").exists()
    assert render(["dev", str(tmp_path)]) == 0


def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    assert main(["dev", str(tmp_path)]) == 1
    assert "expected an empty or a new folder" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_page_keeps_all_but_its_picture(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n")

    assert main(["dev", str(tmp_path / "out"), "--page", str(page)]) == 0
    assert page.read_text() == f"before\n{BEGIN}{block(picture('dev'))}{END}after\n"


def test_a_page_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(Unwritable, match="expected the lines <!-- written by `make graph` -->"):
        renewed("nothing here", picture("dev"))


@pytest.mark.parametrize("page", ["nowhere.md", "folder", "bytes.md"])
def test_a_page_that_cannot_be_read_is_told_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "bytes.md").write_bytes(b"\xff")

    assert main(["dev", str(tmp_path / "out"), "--page", str(tmp_path / page)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"cannot update {tmp_path / page}: ")
    assert told.count("\n") == 1


def test_a_file_that_is_no_stack_file_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "Pulumi.test.yaml").write_text("a: 1\na: 2\n")
    monkeypatch.setattr(program, "ROOT", tmp_path)

    assert main(["test", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "Pulumi.test.yaml:2: the same key is on line 1; expected each key once\n"


def test_a_number_that_is_meant_as_text_is_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.numbers.yaml"
    apps = "{web: {image: 'nginx:1.29', port: 8080, args: [1.10]}}"
    file.write_text(f"config: {{environment: development, namespaces: {{shop: {{apps: {apps}}}}}}}")

    assert "web" in block(picture("numbers", file))

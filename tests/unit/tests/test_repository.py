from pathlib import Path

from tests.repository import copy_of_checkout, git


def test_a_copy_holds_what_is_new_and_changed_and_nothing_that_git_ignores(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    (root / "inside").mkdir(parents=True)
    git(root, "init", "--quiet")
    (root / ".gitignore").write_text("ignored\n")
    (root / "inside" / "kept").write_text("as committed")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "the first")
    (root / "inside" / "kept").write_text("changed")
    (root / "new").touch()
    (root / "ignored").touch()

    copy = copy_of_checkout(root, tmp_path / "copy")

    found = {str(path.relative_to(copy)): path.read_text() for path in copy.rglob("*") if path.is_file()}
    assert found == {".gitignore": "ignored\n", "inside/kept": "changed", "new": ""}

from pathlib import Path

import pytest

from stack.git_status import uncommitted
from tests.repository import git


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one committed file."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "--quiet")
    (tmp_path / "web.py").write_text("one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    return tmp_path


def lines(root: Path) -> list[str]:
    return [str(problem) for problem in uncommitted(root)]


def test_a_committed_tree_is_no_problem(root: Path) -> None:
    assert lines(root) == []


def test_an_edited_and_a_new_file_are_named_with_the_way_out(root: Path) -> None:
    (root / "web.py").write_text("two")
    (root / "new.py").touch()

    [line] = lines(root)
    assert line == (
        "git: production is deployed from committed files only; not committed: web.py, new.py; "
        "commit, or give a reason: SLIPWAY_UNCOMMITTED='<reason>' pulumi up"
    )


def test_what_git_ignores_does_not_count(root: Path) -> None:
    (root / ".gitignore").write_text("*.log\n.gitignore\n")
    (root / "up.log").touch()

    assert lines(root) == []


def mounted(root: Path, *files: str, program: Path | None = None) -> list[str]:
    return [str(problem) for problem in uncommitted(program or root, root, files)]


def test_but_a_file_that_a_pod_mounts_counts_although_git_ignores_it(root: Path) -> None:
    (root / ".gitignore").write_text("local/\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "ignores")
    (root / "local").mkdir()
    (root / "local" / "web.conf").touch()

    assert lines(root) == []
    assert "committed files only; not committed: local/web.conf;" in mounted(root, "local/web.conf", "web.py")[0]


def test_a_mounted_file_is_told_once_however_it_differs(root: Path) -> None:
    (root / "web.py").write_text("two")
    (root / "new.conf").touch()

    assert "committed files only; not committed: web.py, new.conf;" in mounted(root, "new.conf", "web.py")[0]


def test_mounted_files_are_compared_where_they_lie_and_the_program_where_it_does(root: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    git(project, "init", "--quiet")
    for name in ("a[b]*.conf", "abc.conf"):
        (project / name).write_text("one")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "one")
    (root / ".git" / "info" / "exclude").write_text("project\n")

    (project / "abc.conf").write_text("two, and no pod mounts it")
    assert mounted(project, "a[b]*.conf", program=root) == []
    (project / "a[b]*.conf").write_text("two")
    assert "committed files only; not committed: a[b]*.conf;" in mounted(project, "a[b]*.conf", program=root)[0]


def test_mounted_files_without_a_repository_are_told(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    project = tmp_path_factory.mktemp("project")
    (project / "web.conf").touch()

    assert "git: it is unknown if all files are committed" in mounted(project, "web.conf", program=root)[0]


def test_many_files_are_counted(root: Path) -> None:
    for index in range(9):
        (root / f"{index}.py").touch()

    [line] = lines(root)
    assert "not committed: 0.py, 1.py, 2.py, 3.py, 4.py and 4 more;" in line


def test_the_variables_of_another_tree_are_not_followed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "web.py").write_text("two")
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert "web.py" in lines(root)[0]


def test_a_tree_that_git_does_not_know_is_not_taken_for_a_committed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    [line] = lines(tmp_path)
    assert line.startswith("git: it is unknown if all files are committed (fatal: not a git repository")


def test_nor_is_one_on_a_machine_without_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))

    [line] = lines(root)
    assert line.startswith(
        "git: git is not installed, so it is unknown if all files are committed; commit, or give a reason"
    )

"""All commands give the same error for a wrong argument `stack`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from offline import check, graph, program, render

COMMANDS: dict[str, Callable[[str, Path], int]] = {
    "check": lambda stack, _: check.main([stack]),
    "graph": lambda stack, out: graph.main([stack, str(out)]),
    "render": lambda stack, out: render.main([stack, str(out)]),
}
command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "__main__.py").symlink_to(program.ROOT / "__main__.py")
    monkeypatch.setattr(program, "ROOT", tmp_path)
    return tmp_path


@command
@pytest.mark.parametrize("stack", ["staging", "", "a/b", "folder"])
def test_an_unknown_stack_is_a_usage_error_that_names_the_known_ones(
    root: Path, capsys: pytest.CaptureFixture[str], command: str, stack: str
) -> None:
    for name in ("dev", "prod"):
        (root / f"Pulumi.{name}.yaml").touch()
    (root / "Pulumi.folder.yaml").mkdir()

    with pytest.raises(SystemExit) as stop:
        COMMANDS[command](stack, root / "out")
    assert stop.value.code == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert told.endswith(f"there is no Pulumi.{stack}.yaml; there are Pulumi.dev.yaml, Pulumi.prod.yaml")


@command
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"",
            (
                "Pulumi.test.yaml has 1 problem; nothing was changed\n"
                "  Pulumi.test.yaml:1: environment: missing; required: development or production\n"
            ),
        ),
        (b"config: \xff", "Pulumi.test.yaml: expected a text file in UTF-8; byte 8 is not valid UTF-8"),
        (b"a: 1\na: 2", "Pulumi.test.yaml:2: the same key is on line 1"),
    ],
)
def test_a_file_that_is_no_stack_is_told_without_a_traceback(
    root: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes, said: str
) -> None:
    (root / "Pulumi.test.yaml").write_bytes(content)

    assert COMMANDS[command]("test", root / "out") == 1
    assert capsys.readouterr().err.startswith(said)
    assert not (root / "out").exists()

from pathlib import Path

import pytest

from offline import check, program


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose program is this one's and whose stack files are the test's."""
    (tmp_path / "__main__.py").symlink_to(program.ROOT / "__main__.py")
    monkeypatch.setattr(program, "ROOT", tmp_path)
    return tmp_path


def test_a_sound_stack_is_passed_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["dev"]) == 0
    assert capsys.readouterr() == ("", "")


def test_every_problem_of_an_unsound_one_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "Pulumi.test.yaml").write_text("config: {slipway:environment: dev, slipway:names: {}}")

    assert check.main(["test"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Pulumi.test.yaml has 2 problems; nothing was changed",
        '  environment: expected one of development or production; got "dev"',
        "  names: unknown setting; did you mean namespaces?",
    ]

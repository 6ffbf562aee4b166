from pathlib import Path

import pytest

from tools.layout import Layout
from tools.linter import linter
from tools.steps import Step


def test_the_one_on_path_is_taken_and_nothing_is_built(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = tmp_path / "kube-score"
    official.write_text("#!/bin/sh\n")
    official.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    step = Step("linter")

    assert linter(layout, step) == official
    assert step.result == "kube-score on PATH"

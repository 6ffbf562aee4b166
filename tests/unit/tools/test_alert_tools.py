from pathlib import Path

import pytest

from tools.alert_tools import alert_tools
from tools.layout import Layout
from tools.steps import Step


def test_those_on_path_are_taken_and_nothing_is_built(
    layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("amtool", "alertmanager"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    step = Step("alert tools")

    assert alert_tools(layout, step) == {name: tmp_path / name for name in ("amtool", "alertmanager")}
    assert step.result == "amtool, alertmanager on PATH"

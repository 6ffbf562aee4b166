from pathlib import Path

import pytest

from tools.layout import Layout
from tools.programs import RULE_TOOLS
from tools.rule_tools import rule_tools
from tools.steps import Step

NAMES = [program.name for program in RULE_TOOLS]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tools, which is the whole PATH."""
    folder = tmp_path / "official"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(f"#!/bin/sh\necho '{name}, version 3.5.0 (branch: HEAD)'\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_those_on_path_are_taken_and_nothing_is_built(layout: Layout, path: Path) -> None:
    step = Step("rule tools")

    assert rule_tools(layout, step) == {name: path / name for name in NAMES}
    assert step.result == "promtool, prometheus, pint, sloth on PATH"


@pytest.mark.parametrize("said", ["prometheus, version 2.42.0", "nothing"])
def test_an_old_one_is_not_taken(layout: Layout, path: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    (path / "promtool").write_text(f"#!/bin/sh\necho '{said}'\n")
    built: list[str] = []
    monkeypatch.setattr("tools.build.build", lambda _, programs, __: built.extend(each.name for each in programs))
    step = Step("rule tools")

    found = rule_tools(layout, step)

    assert built == ["promtool"]
    assert found["promtool"] == layout.bin / "promtool"
    assert step.result == "prometheus, pint, sloth on PATH; promtool built from source"

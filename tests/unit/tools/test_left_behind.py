from typing import cast

import pytest

from tools import left_behind
from tools.engine import Engine
from tools.layout import Layout
from tools.left_behind import clear_left_behind
from tools.steps import Step

LOCAL = ["refuse_running", "end_left_behind", "repair", "release_left_behind"]


class Backend:
    """A fake engine."""

    def __init__(self, layout: Layout, backend: str) -> None:
        self.layout, self.backend = layout, backend


@pytest.mark.parametrize(("backend", "done"), [("local", LOCAL), ("current", LOCAL[:2])])
def test_a_running_command_is_looked_for_first_and_the_files_of_others_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, layout: Layout, backend: str, done: list[str]
) -> None:
    found: list[str] = []
    for name in LOCAL:
        monkeypatch.setattr(left_behind, name, lambda *_, name=name: found.append(name))

    clear_left_behind(cast("Engine", Backend(layout, backend)), "dev", Step("engine"))

    assert found == done

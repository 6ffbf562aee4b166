import io
import threading
from types import SimpleNamespace

import pytest

from tools.steps import PlainScreen, Steps


@pytest.fixture(autouse=True)
def _a_clock_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed clock, so that slow machines give the same result."""
    monkeypatch.setattr("tools.steps.time", SimpleNamespace(monotonic=lambda: 0.0))


class ThreeLines(io.StringIO):
    """The output, and an event for the third line."""

    def __init__(self) -> None:
        super().__init__()
        self.there = threading.Event()

    def flush(self) -> None:
        if self.getvalue().count("\n") >= 3:
            self.there.set()


def test_a_log_gets_one_plain_line_for_each_step() -> None:
    out = io.StringIO()
    steps = Steps(PlainScreen(out))
    with steps.step("cluster") as step:
        step.note = "creating it"
        step.result = "embedded, 3 nodes"
    with steps.step("engine"):
        pass
    assert out.getvalue().splitlines() == [
        "  cluster             embedded, 3 nodes                                 0.0 s",
        "  engine              ready                                             0.0 s",
    ]
    assert not set(out.getvalue()) & set("\x1b\r")


def test_a_log_is_told_now_and_then_that_a_long_step_goes_on() -> None:
    out = ThreeLines()
    with Steps(PlainScreen(out, still_seconds=0.01)).step("engine") as step:
        step.note = "building pulumi (2 of 3)"
        assert out.there.wait(60)
    assert out.getvalue().splitlines()[2] == "  engine              still building pulumi (2 of 3), 0.0 s"


def test_a_step_that_fails_says_so() -> None:
    out = io.StringIO()

    def fail() -> None:
        with Steps(PlainScreen(out)).step("cluster") as step:
            step.result = "never reached"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert out.getvalue().split() == ["cluster", "failed", "0.0", "s"]

import io
import time

import pytest

from tools.steps import PlainScreen, Steps


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
    assert out.getvalue().isprintable() or set(out.getvalue()) & set("\x1b\r") == set()


def test_a_log_is_told_now_and_then_that_a_long_step_goes_on() -> None:
    out = io.StringIO()
    with Steps(PlainScreen(out, still_seconds=0.05)).step("engine") as step:
        step.note = "building pulumi (2 of 3)"
        time.sleep(0.18)
    lines = out.getvalue().splitlines()
    assert lines[0] == "  engine              still building pulumi (2 of 3), 0.1 s"
    assert len(lines) >= 3


def test_a_step_that_fails_says_so() -> None:
    out = io.StringIO()

    def fail() -> None:
        with Steps(PlainScreen(out)).step("cluster") as step:
            step.result = "never reached"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert out.getvalue().split() == ["cluster", "failed", "0.0", "s"]

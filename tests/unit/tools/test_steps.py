import io
import time

import pytest

from tools.duration import spoken
from tools.steps import PlainScreen, Steps


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.04, "0.0 s"), (3.94, "3.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 m 0 s"), (190, "3 m 10 s")],
)
def test_durations_read_as_a_person_says_them(seconds: float, said: str) -> None:
    assert spoken(seconds) == said


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

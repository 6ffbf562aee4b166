import os
import subprocess
import sys
import time

import psutil

from tools.layout import Layout
from tools.leftover_processes import VARIABLE, end_left_behind, mark
from tools.steps import Step

WAIT = "import time; time.sleep(60)"
ENGINE = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
child.wait()
"""


def started(program: str, environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program], env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True
    )


def ended(process: psutil.Process) -> bool:
    gone, _ = psutil.wait_procs([process], timeout=10)
    return bool(gone) or process.status() == psutil.STATUS_ZOMBIE


def test_what_a_killed_engine_has_left_is_ended_and_told(layout: Layout) -> None:
    said: list[str] = []
    with started(ENGINE, mark(layout)) as engine:
        assert engine.stdout is not None
        child = psutil.Process(int(engine.stdout.readline()))
        engine.kill()
        engine.wait()

        end_left_behind(layout, Step("engine", said.append))

    assert ended(child)
    assert said == ["    ended 1 processes that a killed command had left behind"]


def test_a_command_at_work_and_the_processes_of_others_are_left_alone(layout: Layout) -> None:
    elsewhere = {VARIABLE: f"{layout.home}-2:1"}
    with started(WAIT, mark(layout)) as ours, started(WAIT, elsewhere) as theirs:
        time.sleep(0.2)
        end_left_behind(layout, Step("engine"))
        alive = (ours.poll(), theirs.poll())
        ours.kill()
        theirs.kill()

    assert alive == (None, None)

"""The next command works after a command was killed."""

import io
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.failure import Failure
from tools.locks import locks, release_left_behind
from tools.pending_creations import resolve
from tools.steps import PlainScreen, Steps
from tools.target import Target
from tools.up import operate

SETTINGS = """
config:
  slipway:environment: development
  slipway:namespaces: {killed: {apps: {web: {image: "nginx:1.29.0", port: 8080}}}}
"""
UP = ["up", "--yes", "--skip-preview", "--non-interactive"]
SECONDS = 60


@pytest.fixture
def killed(engine: Engine, cluster: EmbeddedCluster, folder: Path, tmp_path: Path) -> Iterator[StackUnderTest]:
    """A stack whose `up` was killed after its start. The provider cannot delete its temporary files then."""
    stack = own_stack("killed", SETTINGS, engine, cluster, folder)
    with stack.undone_afterwards():
        command = [str(engine.executable), *UP, "--stack", stack.name]
        environment = {**stack.engine.environment(stack.name), "TMPDIR": str(tmp_path)}
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as up:
            until = time.monotonic() + SECONDS
            while not locks(engine.layout).get(stack.name) and time.monotonic() < until:
                time.sleep(0.05)
            up.send_signal(signal.SIGKILL)
        yield stack
        stack.engine.run(["cancel", "--yes"], stack=stack.name)


def test_its_lock_is_released_by_the_next_and_only_by_it(killed: StackUnderTest) -> None:
    engine, printed = killed.engine, io.StringIO()
    steps = Steps(PlainScreen(printed))
    target = Target(killed.name, layout=engine.layout)

    with pytest.raises(Failure, match="currently locked"):
        killed.run("destroy", "--yes", "--skip-preview")
    with steps.step("engine") as step:
        release_left_behind(engine, step)
        resolve(killed.engine, killed.name, killed.cluster, step)
    operate(engine, target, UP, steps, quiet=True)

    assert "an earlier command on killed was cut short (process " in printed.getvalue()
    assert killed.get("deployment", "killed", "web")["status"]["readyReplicas"] == 1
    assert killed.unchanged().code == 0

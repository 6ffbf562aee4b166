import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import cast

import psutil
import pytest

from tools.engine import Engine
from tools.failure import Failure
from tools.layout import Layout
from tools.locks import WRITING_SECONDS, locks, refuse_running, release_left_behind
from tools.steps import Step


class Backend:
    """A fake engine with locks."""

    def __init__(self, layout: Layout, backend: str = "local") -> None:
        self.layout, self.backend = layout, backend
        self.cancelled: list[str] = []

    def run(self, arguments: list[str], *, stack: str) -> None:
        assert arguments == ["cancel", "--yes"]
        self.cancelled.append(stack)


@pytest.fixture
def gone() -> int:
    """A process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.fixture
def zombie() -> Iterator[int]:
    """A process that has ended, and that its parent has not asked for."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
            pass
        yield process.pid


def lock(layout: Layout, stack: str, name: str, content: object) -> None:
    folder = layout.state / ".pulumi" / "locks" / "organization" / "slipway" / stack
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(content if isinstance(content, str) else json.dumps(content))


def content(process: int, host: str | None = None) -> dict[str, object]:
    """A lock file in the format of Pulumi."""
    timestamp = "2026-11-22T21:53:00Z"
    return {"pid": process, "username": "me", "hostname": host or socket.gethostname(), "timestamp": timestamp}


def released(layout: Layout, backend: str = "local") -> tuple[list[str], list[str]]:
    engine, said = Backend(layout, backend), list[str]()
    release_left_behind(cast("Engine", engine), Step("engine", said.append))
    return engine.cancelled, said


def test_the_lock_of_a_process_that_is_gone_is_released_in_so_many_words(layout: Layout, gone: int) -> None:
    lock(layout, "dev", "a", content(gone))

    assert released(layout) == (
        ["dev"],
        [f"    an earlier command on dev was cut short (process {gone} is gone); released its lock"],
    )


def test_the_lock_of_a_killed_process_that_nobody_has_waited_for_is_released(layout: Layout, zombie: int) -> None:
    lock(layout, "dev", "a", content(zombie))

    assert released(layout)[0] == ["dev"]


def test_a_stack_without_a_lock_is_left_alone(layout: Layout) -> None:
    assert locks(layout) == {}
    assert released(layout) == ([], [])


@pytest.mark.parametrize(
    "other",
    [
        content(os.getpid()),
        content(1),
        content(2**22 + 1, host="elsewhere.test"),
        content(0),
        content(-1),
        {"pid": 2**22 + 1},
        {"pid": "many", "hostname": socket.gethostname()},
        [],
        "torn",
    ],
)
def test_whoever_may_still_be_at_work_keeps_every_lock_of_the_stack(layout: Layout, gone: int, other: object) -> None:
    lock(layout, "dev", "a", content(gone))
    lock(layout, "dev", "b", other)
    lock(layout, "prod", "c", content(gone))

    assert released(layout)[0] == ["prod"]


def test_a_backend_of_the_users_own_is_never_unlocked(layout: Layout, gone: int) -> None:
    lock(layout, "dev", "a", content(gone))

    assert released(layout, backend="current") == ([], [])


def test_a_second_command_is_told_that_a_first_one_is_at_work(layout: Layout, gone: int) -> None:
    lock(layout, "dev", "a", content(os.getpid()))
    lock(layout, "prod", "b", content(gone))
    backend = cast("Engine", Backend(layout))

    with pytest.raises(Failure, match=rf"another command works on dev \(process {os.getpid()} on .*\); wait until it"):
        refuse_running(backend, "dev")
    refuse_running(backend, "prod")
    refuse_running(cast("Engine", Backend(layout, "current")), "dev")


def test_an_empty_lock_is_removed_once_nobody_can_be_writing_it(layout: Layout) -> None:
    lock(layout, "dev", "a", "")
    assert released(layout) == ([], [])

    [file] = (layout.state / ".pulumi" / "locks").rglob("a.json")
    os.utime(file, (0, file.stat().st_mtime - WRITING_SECONDS - 1))

    assert released(layout) == ([], ["    removed the lock a.json of dev: it is empty, as after a full disk"])
    assert locks(layout) == {}

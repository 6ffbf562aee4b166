import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from offline.program import ROOT
from tools import subprocesses
from tools.failure import Failure
from tools.subprocesses import Finished, alone, attached, capture, follow


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """Reset the interrupt handler: tests in the background ignore interrupts, and programs inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


ENV = {"PATH": "/usr/bin:/bin", "COLOR": "blue"}


def sh(script: str) -> list[str | Path]:
    return [Path("/bin/sh"), "-c", script]


def is_there(pid: int) -> bool:
    """True if the process runs. A zombie does not run."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_there(pid)


def test_what_a_short_program_prints_is_returned_whatever_its_exit_code(tmp_path: Path) -> None:
    done = capture(sh("echo $COLOR; pwd >&2; exit 3"), env=ENV, cwd=tmp_path)

    assert done == Finished(3, "blue\n", f"{tmp_path}\n")


ASKING = """
from pathlib import Path
from tools.subprocesses import capture
print(capture(["/bin/sh", "-c", "read -r line; echo got $line"], env={}, cwd=Path()).out, end="")
"""


def test_a_short_program_never_takes_what_the_user_types(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", ASKING]
    asked = subprocess.run(
        command, cwd=tmp_path, env=environment, input="typed\n", stdout=subprocess.PIPE, text=True, check=True
    )

    assert asked.stdout == "got\n"


def test_a_program_that_does_not_answer_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^sh did not answer within 0 s$"):
        capture(sh("sleep 30"), env=ENV, cwd=tmp_path, seconds=0.1)


def test_a_program_of_the_terminal_tells_its_exit_code_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert attached(sh("echo $COLOR; exit 5"), env=ENV, cwd=tmp_path) == 5
    assert capfd.readouterr().out == "blue\n"


def test_each_line_is_handed_over_as_it_comes_and_lies_in_the_log(tmp_path: Path) -> None:
    log, seen = tmp_path / "logs" / "up.log", list[tuple[str, str]]()
    script = "echo one; until [ -f next ]; do sleep 0.01; done; echo two >&2; printf 'three \\377'; exit 4"

    def on_line(line: str) -> None:
        seen.append((line, log.read_text()))
        (tmp_path / "next").touch()

    code = follow(sh(script), env=ENV, cwd=tmp_path, log=log, on_line=on_line)

    assert [line for line, _ in seen] == ["one", "two", "three \N{REPLACEMENT CHARACTER}"]
    assert seen[0][1] == "one\n"
    assert code == 4
    assert log.read_text() == "one\ntwo\nthree \N{REPLACEMENT CHARACTER}\n"


def test_the_log_may_say_a_line_in_other_words_or_leave_it_out(tmp_path: Path) -> None:
    log, seen = tmp_path / "up.log", list[str]()
    words = {"1": "one", "3": "three"}

    follow(sh("echo 1; echo 2; echo 3"), env=ENV, cwd=tmp_path, log=log, on_line=seen.append, in_log=words.get)

    assert seen == ["1", "2", "3"]
    assert log.read_text() == "one\nthree\n"


def interrupted(line: str) -> None:
    raise KeyboardInterrupt(line)


ORDERLY = "trap 'echo tidied; exit 0' INT; echo $$; while :; do sleep 0.02; done"
STUBBORN = "trap '' INT; echo $$; while :; do sleep 0.02; done"


def test_an_interrupted_program_gets_one_interrupt_and_the_time_to_put_things_in_order(tmp_path: Path) -> None:
    log = tmp_path / "up.log"

    with pytest.raises(KeyboardInterrupt) as stop:
        follow(sh(ORDERLY), env=ENV, cwd=tmp_path, log=log, on_line=interrupted, in_log=str.upper)

    assert log.read_text() == f"{stop.value}\nTIDIED\n"
    assert gone(int(str(stop.value)))


def test_one_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocesses, "PATIENCE", 0.1)

    with pytest.raises(KeyboardInterrupt) as stop:
        follow(sh(STUBBORN), env=ENV, cwd=tmp_path, log=tmp_path / "up.log", on_line=interrupted)

    assert gone(int(str(stop.value)))


def test_a_program_alone_writes_to_its_log_and_tells_its_exit_code(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "build.log"

    assert alone(sh("echo one; echo two >&2; exit 6"), env=ENV, cwd=tmp_path, log=log) == 6
    assert log.read_text() == "one\ntwo\n"


BUILD = """
import os
from pathlib import Path
from tools.subprocesses import alone
alone(["/bin/sh", "-c", "sleep 60 & echo $! > pids; wait"], env=dict(os.environ), cwd=Path(), log=Path("log"))
"""


def test_what_a_program_alone_has_started_ends_with_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", BUILD], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    ) as command:
        pids, deadline = tmp_path / "pids", time.monotonic() + 20
        while not (pids.is_file() and pids.read_text().endswith("\n")) and time.monotonic() < deadline:
            time.sleep(0.02)
        started = int(pids.read_text())
        assert is_there(started)
        time.sleep(1)  # On a busy machine, the program is there before the command waits for it.
        command.send_signal(signal.SIGINT)
        command.wait(timeout=20)

    assert gone(started)

"""Runs other programs. A program always ends before the command that started it, and what it writes is private."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import TextIO

from tools.failure import Failure
from tools.private_files import UMASK, new_private_file

PATIENCE = 120.0
"""Seconds that an interrupted program gets to end by itself."""


@dataclass(frozen=True)
class Finished:
    """The exit code and the output of a program that has ended."""

    code: int
    out: str
    err: str = ""


def capture(
    command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, seconds: float = 120, given: str = ""
) -> Finished:
    """Runs a short program to its end and returns its output. `given` is its input. Any exit code is accepted."""
    try:
        done = subprocess.run(
            [str(part) for part in command], env=dict(env), cwd=cwd, capture_output=True, text=True, umask=UMASK,
            input=given, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Failure(f"{Path(str(command[0])).name} did not answer within {seconds:.0f} s") from late
    return Finished(done.returncode, done.stdout, done.stderr)


def attached(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Runs a program on the user's own terminal and returns the exit code. Ctrl-C reaches the program too."""
    with subprocess.Popen([str(part) for part in command], env=dict(env), cwd=cwd, umask=UMASK) as process:
        try:
            return process.wait()
        except BaseException:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            process.terminate()
            raise


def follow(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path,
    log: Path,
    on_line: Callable[[str], None],
    in_log: Callable[[str], str | None] = lambda line: line,
) -> int:
    """Runs a program, passes each line that it prints to `on_line` and returns the exit code.

    `log` gets each line first, in the form that `in_log` gives it; None leaves the line out.

    An interrupt of this command is passed on once, and the program gets time to put its state in order: Pulumi finishes
    the operations that it has begun, and would abort them at a second interrupt. So it has its own process group.
    """
    with (
        new_private_file(log) as file,
        subprocess.Popen(
            [str(part) for part in command], env=dict(env), cwd=cwd, text=True, errors="replace",
            start_new_session=True, umask=UMASK,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            for line in _logged(process, file, in_log):
                on_line(line)
            return process.wait()
        except BaseException:
            _let_end(process, file, in_log)
            raise


def alone(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, log: Path) -> int:
    """Runs a program in its own process group and returns the exit code. An interrupt ends the whole group."""
    with (
        new_private_file(log) as file,
        subprocess.Popen(
            [str(part) for part in command], env=dict(env), cwd=cwd, start_new_session=True, umask=UMASK,
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            return process.wait()
        except BaseException:
            _end_group(process)
            raise


def _logged(process: "subprocess.Popen[str]", log: TextIO, in_log: Callable[[str], str | None]) -> Iterator[str]:
    for raw in process.stdout or ():
        line = raw.rstrip("\n")
        text = in_log(line)
        if text is not None:
            print(text, file=log, flush=True)
        yield line


def _let_end(process: "subprocess.Popen[str]", log: TextIO, in_log: Callable[[str], str | None]) -> None:
    process.send_signal(signal.SIGINT)
    impatient = Timer(PATIENCE, process.kill)
    impatient.start()
    try:
        for _ in _logged(process, log, in_log):
            pass
        process.wait()
    except BaseException:
        process.kill()
        raise
    finally:
        impatient.cancel()


def _end_group(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        os.killpg(process.pid, signal.SIGKILL)

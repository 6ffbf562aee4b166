"""Programs that the tools run. None of them outlives the command that started it."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import TextIO

from tools.failure import Failure

PATIENCE = 120.0
"""Seconds for an interrupted program to end by itself."""


@dataclass(frozen=True)
class Finished:
    """A program that has ended, with what it printed."""

    code: int
    out: str
    err: str = ""


def capture(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, seconds: float = 120) -> Finished:
    """Runs a short program to its end and returns what it printed, whatever its exit code."""
    try:
        done = subprocess.run(
            [str(part) for part in command], env=dict(env), cwd=cwd, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise Failure(f"{Path(str(command[0])).name} did not answer within {seconds:.0f} s") from late
    return Finished(done.returncode, done.stdout, done.stderr)


def attached(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> int:
    """Runs a program on the user's own terminal, whose Ctrl-C reaches it as well."""
    with subprocess.Popen([str(part) for part in command], env=dict(env), cwd=cwd) as process:
        try:
            return process.wait()
        except BaseException:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            process.terminate()
            raise


def follow(
    command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, log: Path, on_line: Callable[[str], None]
) -> Finished:
    """Runs a program, writes all that it prints to `log` and hands over each line as it comes.

    When this command is interrupted, the program gets one interrupt and the time to put its state in order: Pulumi then
    ends after what it has in hand, and would break off at a second one. Hence a process group of its own.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    with (
        log.open("w") as file,
        subprocess.Popen(
            [str(part) for part in command], env=dict(env), cwd=cwd, text=True, errors="replace",
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            for raw in process.stdout or ():
                file.write(raw)
                file.flush()
                lines.append(raw.rstrip("\n"))
                on_line(lines[-1])
            return Finished(process.wait(), "\n".join(lines))
        except BaseException:
            _let_end(process, file)
            raise


def alone(command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, log: Path) -> int:
    """Runs a program in a process group of its own, ended as a whole when this command is interrupted."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with (
        log.open("w") as file,
        subprocess.Popen(
            [str(part) for part in command], env=dict(env), cwd=cwd, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
        ) as process,
    ):  # fmt: skip
        try:
            return process.wait()
        except BaseException:
            _end_group(process)
            raise


def _let_end(process: "subprocess.Popen[str]", log: TextIO) -> None:
    process.send_signal(signal.SIGINT)
    impatient = Timer(PATIENCE, process.kill)
    impatient.start()
    try:
        log.writelines(process.stdout or ())
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

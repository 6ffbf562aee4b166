"""Builds the pinned programs from source, one after another. A program is built again only when its source changes."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from tools.duration import spoken
from tools.failure import Failure
from tools.go_toolchain import GoToolchain
from tools.layout import Layout
from tools.programs import PULUMI_SDK, Program
from tools.steps import Step
from tools.subprocesses import alone, capture

LAST_LINES = 15


def outdated(layout: Layout, programs: Sequence[Program]) -> list[Program]:
    """The programs that are missing, and those that were built from another source."""
    return [program for program in programs if not _is_fresh(layout, program)]


def build(layout: Layout, programs: Sequence[Program], step: Step) -> dict[str, float]:
    """Builds the outdated programs and returns the seconds that each took. A lock keeps two builds apart."""
    if not outdated(layout, programs):
        return {}
    toolchain = GoToolchain(layout, programs)
    took: dict[str, float] = {}
    with _lock(layout.shared / "build.lock", step):
        wanted = outdated(layout, programs)
        for number, program in enumerate(wanted, start=1):
            started = time.monotonic()
            _build(layout, toolchain, program, step, f"building {program.name} ({number} of {len(wanted)})")
            took[program.name] = time.monotonic() - started
            step.remark(f"built {program.name} in {spoken(took[program.name])} ({number} of {len(wanted)})")
    return took


def found_or_built(
    layout: Layout, programs: Sequence[Program], usable: Mapping[str, Path], step: Step
) -> dict[str, Path]:
    """The programs by name: those that are `usable` as they are on PATH, and the others built from source."""
    missing = [program for program in programs if program.name not in usable]
    build(layout, missing, step)
    built = {program.name: program.file(layout) for program in missing}
    step.result = "; ".join(
        f"{', '.join(names)} {how}" for names, how in ((usable, "on PATH"), (built, "built from source")) if names
    )
    return {**usable, **built}


def _is_fresh(layout: Layout, program: Program) -> bool:
    stamp = _stamp(layout, program)
    files = [program.file(layout), *(layout.bin / Path(path).name for path in program.scripts)]
    if not stamp.is_file() or not all(file.is_file() for file in files):
        return False
    return bool(json.loads(stamp.read_text())["key"] == program.key(layout))


def _stamp(layout: Layout, program: Program) -> Path:
    return layout.stamps / f"{program.name}.json"


def _build(layout: Layout, toolchain: GoToolchain, program: Program, step: Step, note: str) -> None:
    module, file = layout.modules / program.module, program.file(layout)
    log = layout.shared / "logs" / f"build-{program.name}.log"
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    step.note = note
    command: list[str | Path] = [
        toolchain.program, "build", "-v", "-mod=readonly", "-buildvcs=false",
        "-trimpath", "-tags", ",".join(program.tags), "-ldflags", program.link_flags, "-o", unfinished,
        program.package,
    ]  # fmt: skip
    started = time.monotonic()
    try:
        with _counting(log, step, note):
            if alone(command, env=toolchain.environment, cwd=module, log=log) != 0:
                raise Failure(_failed(layout, program, log))
        _copy_scripts(layout, toolchain, program)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    layout.stamps.mkdir(parents=True, exist_ok=True)
    stamp = {"key": program.key(layout), "seconds": round(time.monotonic() - started, 1)}
    _stamp(layout, program).write_text(json.dumps(stamp) + "\n")


@contextmanager
def _counting(log: Path, step: Step, note: str) -> Iterator[None]:
    """Shows progress in the step's note: `go build -v` prints a line for each package that it compiles."""
    ended = Event()

    def count() -> None:
        while not ended.wait(0.5):
            lines = log.read_text(errors="replace").splitlines() if log.is_file() else []
            fetched = sum(line.startswith("go: downloading") for line in lines)
            compiled = len(lines) - fetched
            what = f", {compiled} packages" if compiled else f", {fetched} modules fetched" if fetched else ""
            step.note = note + what

    thread = Thread(target=count, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _copy_scripts(layout: Layout, toolchain: GoToolchain, program: Program) -> None:
    """Copies the Python scripts that Pulumi ships in its SDK's Go module. They come from Go's cache."""
    if not program.scripts:
        return
    module = layout.modules / program.module
    for command in (["mod", "download", PULUMI_SDK], ["list", "-m", "-f", "{{.Dir}}", PULUMI_SDK]):
        done = capture([toolchain.program, *command], env=toolchain.environment, cwd=module, seconds=600)
        if done.code != 0:
            raise Failure(f"`go {' '.join(command)}` in {layout.shown(module)} failed:\n{done.err.strip()}")
    sdk = Path(done.out.strip())
    for path in (*program.scripts, *program.optional_scripts):
        source, target = sdk / path, layout.bin / Path(path).name
        if source.is_file():
            shutil.copyfile(source, target)
            target.chmod(0o755)
        elif path in program.scripts:
            raise Failure(f"the script {path} is missing in {PULUMI_SDK}, as tools/go/{program.module}/go.mod pins it")


def _failed(layout: Layout, program: Program, log: Path) -> str:
    last = "\n".join(f"    {line}" for line in log.read_text(errors="replace").splitlines()[-LAST_LINES:])
    return f"building {program.name} failed; the whole log is {layout.shown(log)}; its last lines:\n{last}"


@contextmanager
def _lock(path: Path, step: Step) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step.note = "waiting for another build of this project"
            fcntl.flock(file, fcntl.LOCK_EX)
        yield

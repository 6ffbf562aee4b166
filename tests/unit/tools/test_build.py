import io
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.build import build, outdated
from tools.failure import Failure
from tools.layout import Layout
from tools.programs import Program
from tools.steps import PlainScreen, Step, Steps
from tools.subprocesses import alone


def times_built(builds: Path) -> int:
    return len(builds.read_text().splitlines())


def test_a_program_is_built_once(layout: Layout, hello: Program, builds: Path) -> None:
    assert [hello] == outdated(layout, [hello])

    took = build(layout, [hello], Step("engine"))

    assert list(took) == ["hello"]
    assert hello.file(layout).is_file()
    assert outdated(layout, [hello]) == []
    assert build(layout, [hello], Step("engine")) == {}
    assert times_built(builds) == 1


def test_a_program_is_built_again_when_what_it_is_built_from_changes(
    layout: Layout, hello: Program, builds: Path
) -> None:
    build(layout, [hello], Step("engine"))
    (layout.modules / "hello" / "go.sum").write_text("example.com/dependency v1.0.1 h1:def=\n")
    build(layout, [hello], Step("engine"))
    assert times_built(builds) == 2


def test_a_program_that_somebody_removed_is_built_again(layout: Layout, hello: Program, builds: Path) -> None:
    build(layout, [hello], Step("engine"))
    hello.file(layout).unlink()
    build(layout, [hello], Step("engine"))
    assert times_built(builds) == 2


def test_a_failed_build_shows_the_end_of_its_log_and_where_it_is(layout: Layout, hello: Program, builds: Path) -> None:
    (layout.modules / "hello" / "broken").touch()
    with pytest.raises(Failure, match=r"building hello failed.*\.slipway/logs/build-hello\.log(.|\n)*does not compile"):
        build(layout, [hello], Step("engine"))
    assert list(layout.bin.iterdir()) == []
    assert times_built(builds) == 0


def test_each_finished_program_is_told_with_its_number_and_time(layout: Layout, hello: Program, builds: Path) -> None:
    out = io.StringIO()
    with Steps(PlainScreen(out)).step("engine") as step:
        build(layout, [hello], step)
    assert times_built(builds) == 1
    assert re.search(r"^    built hello in \d.* \(1 of 1\)$", out.getvalue(), re.MULTILINE)


def test_two_builds_at_once_build_once(layout: Layout, hello: Program, builds: Path) -> None:
    threads = [threading.Thread(target=build, args=(layout, [hello], Step("engine"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert times_built(builds) == 1


def test_an_interrupted_command_takes_its_children_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive = tmp_path / "alive"
    command = ["/bin/sh", "-c", f"(while true; do date +%s%N > {alive}; sleep 0.05; done) & wait"]

    def interrupt(_: object, timeout: float | None = None) -> int:
        while timeout is None:
            if alive.exists():
                raise KeyboardInterrupt
            time.sleep(0.01)
        return 0

    monkeypatch.setattr("subprocess.Popen.wait", interrupt)
    with pytest.raises(KeyboardInterrupt):
        alone(command, env={"PATH": "/usr/bin:/bin"}, cwd=tmp_path, log=tmp_path / "log")
    time.sleep(0.2)
    last: Callable[[], str] = alive.read_text
    before = last()
    time.sleep(0.3)
    assert last() == before


def test_the_tags_of_a_program_reach_the_compiler(layout: Layout, builds: Path, tmp_path: Path) -> None:
    """The fake Go writes down how it was called."""
    go = tmp_path / "go" / "go"
    go.write_text(go.read_text().replace("build)", f'build) echo "$*" >> {tmp_path}/called;', 1))

    build(layout, [Program("hello", "hello", tags=("small", "quick")), Program("plain", "hello")], Step("engine"))

    tagged, plain = (tmp_path / "called").read_text().splitlines()
    assert " -tags small,quick " in tagged
    assert " -tags  " in plain
    assert times_built(builds) == 2

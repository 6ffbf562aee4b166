import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kwok_processes import KwokProcesses


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cluster" / "pids").mkdir(parents=True)
    return tmp_path / "cluster"


@pytest.fixture
def ours(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", str(folder / "etcd")]) as process:
        yield process
        process.kill()


@pytest.fixture
def foreign() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def test_a_process_counts_only_while_its_command_line_names_the_cluster(
    folder: Path, ours: subprocess.Popen[bytes], foreign: subprocess.Popen[bytes]
) -> None:
    (folder / "pids" / "etcd.pid").write_text(str(ours.pid))
    (folder / "pids" / "kube-apiserver.pid").write_text(str(foreign.pid))
    components = KwokProcesses(folder)
    assert components.running == {"etcd": ours.pid}
    assert not components.complete


def test_a_pid_that_now_belongs_to_somebody_else_is_forgotten_and_never_killed(
    folder: Path, ours: subprocess.Popen[bytes], foreign: subprocess.Popen[bytes]
) -> None:
    (folder / "pids" / "etcd.pid").write_text(str(ours.pid))
    (folder / "pids" / "kube-apiserver.pid").write_text(str(foreign.pid))
    components = KwokProcesses(folder)
    components.forget_dead()
    assert [file.name for file in (folder / "pids").iterdir()] == ["etcd.pid"]
    components.kill()
    assert ours.wait(timeout=5) < 0
    assert foreign.poll() is None


def test_a_cluster_that_never_was_has_nothing_running(tmp_path: Path) -> None:
    assert KwokProcesses(tmp_path / "nowhere").running == {}

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.embedded_cluster import EmbeddedCluster
from tools.failure import Failure
from tools.kwok_processes import COMPONENTS, KwokProcesses
from tools.layout import Layout
from tools.programs import CLUSTER, KUBECTL, KWOKCTL
from tools.steps import Step

KWOKCTL_SCRIPT = """#!/bin/sh
echo "$1" >> "$HOME_OF_TEST/asked"
echo "kwokctl: $1"
[ -f "$HOME_OF_TEST/$1-fails" ] && { seq 20; echo "no port is free" >&2; exit 1; }
cluster="$KWOK_WORKDIR/clusters/slipway"
[ -f "$HOME_OF_TEST/$1-does-nothing" ] && exit 0
mkdir -p "$cluster/pids"; ls "$cluster/pids" > "$HOME_OF_TEST/pids-at-$1"; touch "$cluster/kwok.yaml" "$KUBECONFIG"
for name in NAMES; do
  [ -f "$cluster/pids/$name.pid" ] && continue
  tail -f "$cluster/kwok.yaml" > /dev/null 2>&1 &
  echo $! > "$cluster/pids/$name.pid"
done
sleep 0.2
"""


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """An installation with fake programs."""
    layout = Layout(project=tmp_path, home=tmp_path / ".slipway")
    (tmp_path / "tools").mkdir()
    for folder in ("go", "simulation"):
        (tmp_path / "tools" / folder).symlink_to(Path(__file__).parents[3] / "tools" / folder)
    layout.bin.mkdir(parents=True)
    layout.stamps.mkdir()
    for program in CLUSTER:
        program.file(layout).write_text("#!/bin/sh\n")
        program.file(layout).chmod(0o755)
        (layout.stamps / f"{program.name}.json").write_text(json.dumps({"key": program.key(layout)}))
    KWOKCTL.file(layout).write_text(KWOKCTL_SCRIPT.replace("NAMES", " ".join(COMPONENTS)))
    monkeypatch.setenv("HOME_OF_TEST", str(tmp_path))
    return layout


@pytest.fixture
def cluster(layout: Layout) -> Iterator[EmbeddedCluster]:
    """No processes yet. Processes of a test are ended."""
    cluster = EmbeddedCluster(layout)
    yield cluster
    cluster.delete()


def asked(layout: Layout) -> list[str]:
    """The commands to kwokctl until now."""
    return (layout.project / "asked").read_text().split()


def crash(cluster: EmbeddedCluster) -> None:
    """One of its processes ends unexpectedly."""
    file = next(cluster.layout.kwok.glob("clusters/slipway/pids/*.pid"))
    os.kill(int(file.read_text()), signal.SIGKILL)
    deadline = time.monotonic() + 10
    while cluster.running and time.monotonic() < deadline:
        time.sleep(0.02)


def test_where_there_is_none_one_is_created_and_it_is_left_alone_from_then_on(
    layout: Layout, cluster: EmbeddedCluster
) -> None:
    assert (cluster.exists, cluster.running) == (False, False)
    step = Step("cluster")

    assert cluster.ensure(step)
    assert step.result.startswith("embedded, 3 nodes, Kubernetes 1.")
    assert (cluster.exists, cluster.running) == (True, True)
    assert not cluster.ensure()
    assert asked(layout) == ["create"]


def test_one_that_has_died_is_started_again_with_all_that_it_holds(layout: Layout, cluster: EmbeddedCluster) -> None:
    cluster.ensure()
    crash(cluster)
    step = Step("cluster")

    assert not cluster.ensure(step)
    assert asked(layout) == ["create", "start"]
    assert cluster.running
    known = (layout.project / "pids-at-start").read_text().split()
    assert len(known) == len(COMPONENTS) - 1, "kwokctl takes whoever has a pid of its files for its own"


@pytest.mark.parametrize("start", ["start-fails", "start-does-nothing"])
def test_one_that_cannot_be_started_again_is_created_anew(layout: Layout, cluster: EmbeddedCluster, start: str) -> None:
    cluster.ensure()
    crash(cluster)
    (layout.project / start).touch()

    assert cluster.ensure()
    assert asked(layout) == ["create", "start", "create"]


def test_one_whose_api_server_does_not_answer_does_not_count_as_running(
    layout: Layout, cluster: EmbeddedCluster
) -> None:
    cluster.ensure()
    KUBECTL.file(layout).write_text("#!/bin/sh\nexit 1\n")

    assert not cluster.running


def test_why_it_did_not_start_is_told_with_where_to_read_on(layout: Layout, cluster: EmbeddedCluster) -> None:
    (layout.project / "create-fails").touch()

    with pytest.raises(Failure) as told:
        cluster.ensure()

    lines = str(told.value).splitlines()
    assert lines[0] == (
        "the embedded cluster did not start; all logs are in .slipway/logs/cluster.log; the last lines of kwokctl:"
    )
    assert lines[1:] == [f"    {line}" for line in (*range(12, 21), "no port is free")]
    assert "kwokctl: create" in (layout.logs / "cluster.log").read_text()


def test_deleting_it_ends_its_processes_and_leaves_what_was_built(layout: Layout, cluster: EmbeddedCluster) -> None:
    cluster.ensure()
    folder = layout.kwok / "clusters" / "slipway"
    files = {file.name: file.read_text() for file in (folder / "pids").iterdir()}
    cluster.delete()

    (folder / "pids").mkdir(parents=True)
    for name, pid in files.items():
        (folder / "pids" / name).write_text(pid)
    assert len(files) == len(COMPONENTS)
    assert KwokProcesses(folder).running == {}
    assert (cluster.exists, cluster.running) == (False, False)
    assert not layout.kubeconfig.exists()
    assert KWOKCTL.file(layout).is_file()
    cluster.delete()


def test_it_is_reached_through_its_own_kubeconfig_and_no_other(layout: Layout) -> None:
    assert EmbeddedCluster(layout).environment == {"KUBECONFIG": str(layout.kubeconfig)}

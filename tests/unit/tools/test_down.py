"""What comes before a destroy, whatever the engine would do then."""

import io
import json
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tools import deployments
from tools.chart import Chart
from tools.child import Finished
from tools.cluster import Cluster, CurrentCluster
from tools.down import down
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.failure import Failure
from tools.layout import Layout
from tools.steps import PlainScreen, Step, Steps
from tools.target import Target


class Recorder:
    """An engine that holds one stack, and notes what it is told."""

    backend = "local"

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.told: list[str] = []

    def ensure(self, step: Step) -> None:
        step.result = "there"

    def stack_file(self, stack: str) -> None:
        assert stack == "dev"

    def stacks(self) -> dict[str, int]:
        return {"dev": 12}

    def remove_stack(self, stack: str) -> None:
        self.told.append(f"remove {stack}")

    def run(self, arguments: list[str], *, stack: str) -> Finished:
        self.told.append(f"{' '.join(arguments)} {stack}")
        provider = {"type": "pulumi:providers:kubernetes", "inputs": {"context": "eu", "clusterIdentifier": "1"}}
        return Finished(0, json.dumps({"deployment": {"resources": [provider]}}))


class Stopped(EmbeddedCluster):
    """It was deployed to, and runs no more."""

    exists, running = True, False

    def delete(self) -> None:
        """Nothing is there."""


class Moved(CurrentCluster):
    """Another cluster has got the context."""

    def ensure(self, _: Step | None = None) -> bool:
        return False

    def kubectl(self, *_: Any, **__: Any) -> Finished:
        return Finished(0, "2")


@dataclass(frozen=True)
class Prepared(Target):
    """With an engine and a cluster of the test's own."""

    recorder: Any = field(default=None)
    own: Any = field(default=None)

    def cluster(self) -> Cluster:
        return cast("Cluster", self.own)

    def engine(self, *_: Cluster | Chart | None) -> Engine:
        return cast("Engine", self.recorder)


def test_what_a_killed_command_locked_is_released_before_anything_is_asked_of_the_engine(layout: Layout) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    file = layout.state / ".pulumi" / "locks" / "organization" / "slipway" / "dev" / "1.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"pid": gone.pid, "hostname": socket.gethostname()}))
    deployments.remember(layout, "dev")
    recorder, printed = Recorder(layout), io.StringIO()

    down(Prepared(layout=layout, recorder=recorder, own=Stopped(layout)), Steps(PlainScreen(printed)))

    assert recorder.told == ["cancel --yes dev", "remove dev"]
    assert f"process {gone.pid} is gone" in printed.getvalue()


def test_nothing_is_destroyed_on_another_cluster_than_that_of_the_last_update(layout: Layout) -> None:
    recorder = Recorder(layout)
    target = Prepared(cluster_kind="current", layout=layout, recorder=recorder, own=Moved(layout))

    with pytest.raises(Failure, match="behind the kube context eu is 2; nothing was destroyed"):
        down(target, Steps(PlainScreen(io.StringIO())))
    assert recorder.told == ["stack export dev"]

"""The steps before and after a destroy."""

import io
import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from tools import deployments
from tools.chart import Chart
from tools.cluster import Cluster, CurrentCluster
from tools.down import down
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.failure import Failure
from tools.layout import Layout
from tools.passphrase import VARIABLES
from tools.steps import PlainScreen, Step, Steps
from tools.subprocesses import Finished
from tools.target import Target


class Backend:
    """A fake engine with stacks, which records its commands."""

    backend = "local"

    def __init__(self, layout: Layout, stacks: Mapping[str, int]) -> None:
        self.layout, self.held, self.ensured = layout, dict(stacks), False
        self.told: list[str] = []

    def stack_file(self, stack: str) -> None:
        assert stack in ("dev", "prod")

    def run(self, arguments: list[str], *, stack: str) -> Finished:
        self.told.append(f"{' '.join(arguments)} {stack}")
        provider = {"type": "pulumi:providers:kubernetes", "inputs": {"context": "eu", "clusterIdentifier": "1"}}
        return Finished(0, json.dumps({"deployment": {"resources": [provider]}}))

    def ensure(self, step: Step) -> None:
        self.ensured = True
        step.result = "there"

    def stacks(self) -> dict[str, int]:
        return dict(self.held)

    def unprotect(self, stack: str) -> bool:
        return stack == "prod"

    def remove_stack(self, stack: str) -> None:
        self.told.append(f"remove {stack}")
        del self.held[stack]


class Ours(EmbeddedCluster):
    """A cluster that runs until it is deleted."""

    exists = running = True

    def delete(self) -> None:
        self.exists = self.running = False

    def kubectl(self, *_: Any, **__: Any) -> Finished:
        return Finished(0, "1")


class Stopped(EmbeddedCluster):
    """A cluster with a deployment that does not run any more."""

    exists, running = True, False

    def delete(self) -> None:
        """Nothing to delete."""


class Theirs(CurrentCluster):
    """A context that still leads to the cluster of the last update."""

    uid = "1"

    def ensure(self, _: Step | None = None) -> bool:
        return False

    def kubectl(self, *_: Any, **__: Any) -> Finished:
        return Finished(0, self.uid)


class Moved(Theirs):
    """A context that leads to another cluster."""

    uid = "2"


@dataclass(frozen=True)
class Prepared(Target):
    """Run with a fake engine and a fake cluster."""

    held: Any = field(default=None)
    own: Any = field(default=None)

    def cluster(self) -> Cluster:
        return cast("Cluster", self.own)

    def engine(self, *_: Cluster | Chart | None) -> Engine:
        return cast("Engine", self.held)


@pytest.fixture(autouse=True)
def destroyed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every stack whose resources were destroyed."""
    found: list[str] = []

    def destroy(engine: Any, target: Target, *_: Any, **__: Any) -> None:
        found.append(target.stack)
        engine.held[target.stack] = 0

    monkeypatch.setattr("tools.down.operate", destroy)
    return found


def taken_down(stack: str, cluster: Cluster, backend: Backend) -> str:
    """The messages during the command."""
    out = io.StringIO()
    kind = "embedded" if isinstance(cluster, EmbeddedCluster) else "current"
    target = Prepared(stack, cluster_kind=kind, layout=backend.layout, held=backend, own=cluster)  # type: ignore[arg-type]
    down(target, Steps(PlainScreen(out)))
    return out.getvalue()


def test_the_last_stack_takes_the_cluster_with_it(layout: Layout, destroyed: list[str]) -> None:
    deployments.remember(layout, "dev")
    backend, cluster = Backend(layout, {"dev": 36}), Ours(layout)

    assert "stopped and deleted" in taken_down("dev", cluster, backend)
    assert (destroyed, backend.held, cluster.exists) == (["dev"], {}, False)
    assert deployments.remembered(layout) == []


def test_a_stack_whose_passphrase_is_missing_is_not_destroyed(
    layout: Layout, destroyed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    deployments.remember(layout, "mine")
    backend, cluster = Backend(layout, {"mine": 36}), Ours(layout)

    with pytest.raises(Failure, match="the passphrase of mine is missing"):
        taken_down("mine", cluster, backend)
    assert (destroyed, cluster.exists, deployments.remembered(layout)) == ([], True, ["mine"])


def test_the_cluster_stays_for_another_stack_and_how_to_end_that_one_is_told(
    layout: Layout, destroyed: list[str]
) -> None:
    for stack in ("dev", "prod"):
        deployments.remember(layout, stack)
    backend, cluster = Backend(layout, {"dev": 36, "prod": 40}), Ours(layout)

    assert "the cluster stays, because prod is deployed to it; to delete it: `make down STACK=prod`" in taken_down(
        "dev", cluster, backend
    )
    assert (destroyed, backend.held, cluster.exists) == (["dev"], {"prod": 40}, True)


def test_a_protected_stack_may_go_where_its_data_is_simulated(layout: Layout) -> None:
    deployments.remember(layout, "prod")

    assert "prod is protected as production; its data here is simulated, so it is deleted" in taken_down(
        "prod", Ours(layout), Backend(layout, {"prod": 36})
    )


def test_where_nothing_runs_nothing_is_done(layout: Layout, destroyed: list[str]) -> None:
    backend = Backend(layout, {})

    assert taken_down("dev", EmbeddedCluster(layout), backend).endswith("nothing is running; there is nothing to do\n")
    assert (destroyed, backend.ensured) == ([], False)


def test_a_cluster_of_the_users_own_stays_and_so_does_every_other_stack(layout: Layout, destroyed: list[str]) -> None:
    backend = Backend(layout, {"prod": 36, "dev": 12})

    assert "protected" not in taken_down("prod", Theirs(layout), backend)
    assert (destroyed, backend.held) == (["prod"], {"dev": 12})
    assert "prod is not deployed; there is nothing to do" in taken_down("prod", Theirs(layout), backend)


def test_what_a_killed_command_locked_is_released_before_anything_is_asked_of_the_engine(layout: Layout) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    file = layout.state / ".pulumi" / "locks" / "organization" / "slipway" / "dev" / "1.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"pid": gone.pid, "hostname": socket.gethostname()}))
    deployments.remember(layout, "dev")
    backend = Backend(layout, {"dev": 12})

    told = taken_down("dev", Stopped(layout), backend)

    assert backend.told == ["cancel --yes dev", "remove dev"]
    assert f"process {gone.pid} is gone" in told


def test_nothing_is_destroyed_on_another_cluster_than_that_of_the_last_update(
    layout: Layout, destroyed: list[str]
) -> None:
    backend = Backend(layout, {"dev": 12})

    with pytest.raises(Failure, match="behind the kube context eu is 2; nothing was destroyed"):
        taken_down("dev", Moved(layout), backend)
    assert (backend.told, destroyed) == (["stack export dev"], [])

"""What was cut short is ended by the next `make up`, and by `make down`."""

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.engine.front_door.clone import Clone
from tools.kwok_processes import KwokProcesses
from tools.kwokctl import NAME
from tools.locks import locks

WAITING = """
config:
  slipway:environment: development
  slipway:namespaces:
    waiting:
      apps:
        web: {image: "simulated/never-ready:1", port: 8080, rollout: {progressDeadlineSeconds: 60}}
"""
OTHER, PASSPHRASE = ("STACK=waiting",), {"PULUMI_CONFIG_PASSPHRASE": "waiting"}
SECONDS = 120.0
RELEASES = ["get", "secrets", "-n", "monitoring", "-l", "owner=helm,status=pending-install", "-o", "name"]
PODS = ["get", "pods", "-A", "-o", "json"]


@pytest.fixture
def cut(tmp_path: Path) -> Iterator[Clone]:
    """A clone, and nothing deployed."""
    clone = Clone(tmp_path / "slipway")
    yield clone
    clone.make("down")
    clone.remove()


@pytest.fixture
def deployed(cut: Clone) -> Clone:
    """The same, deployed."""
    succeed(cut, "up")
    return cut


def succeed(clone: Clone, goal: str) -> str:
    done = clone.make(goal)
    assert done.code == 0, done.out + done.err
    return done.out


def killed_while_helm_installs(clone: Clone) -> None:
    """`make up`, whose processes are all killed in the middle of the installation of the chart."""
    with clone.start("up") as up:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and up.poll() is None and not installing(clone):
            time.sleep(0.1)
        assert up.poll() is None, "the installation ended before it could be killed"
        kill(clone, up.pid)


def kill(clone: Clone, group: int) -> None:
    """Kills a command, and everything that it has started. Returns when they have ended."""
    started = engines(clone)
    os.killpg(group, signal.SIGKILL)
    for each in started:
        with suppress(psutil.NoSuchProcess):
            each.kill()
    until = time.monotonic() + SECONDS
    while any(map(still_runs, started)):
        assert time.monotonic() < until, f"still running: {started}"
        time.sleep(0.05)


def still_runs(process: psutil.Process) -> bool:
    """False for a zombie too: it does nothing more."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def deployments(clone: Clone) -> str:
    """The uids of the Deployments of the stack `waiting`."""
    if not clone.layout.kubeconfig.is_file():
        return ""
    asked = ["get", "deployments", "-n", "waiting", "-o", "jsonpath={.items[*].metadata.uid}"]
    return clone.cluster.kubectl(asked, check=False).out


def installing(clone: Clone) -> bool:
    if not clone.layout.kubeconfig.is_file():
        return False
    return "secret/" in clone.cluster.kubectl(RELEASES, check=False).out


def engines(clone: Clone) -> list[psutil.Process]:
    """Everything that was started for the engine of the clone."""
    commands = ((each, " ".join(each.info["cmdline"] or ())) for each in psutil.process_iter(["cmdline"]))
    return [each for each, command in commands if "pulumi" in command and str(clone.root) in command]


def test_an_installation_of_helm_that_was_killed_is_done_anew_by_the_next_up(cut: Clone) -> None:
    killed_while_helm_installs(cut)

    again = succeed(cut, "up")
    once_more = succeed(cut, "up")

    assert "a killed command had left the release monitoring/" in again
    assert "grafana" in again
    assert "nothing changed" in once_more


def test_what_a_killed_up_had_made_without_knowing_it_belongs_to_the_stack(cut: Clone) -> None:
    cut.stack_file("waiting").write_text(WAITING)
    with cut.start("up", *OTHER, env=PASSPHRASE) as up:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and up.poll() is None and not deployments(cut):
            time.sleep(0.1)
        uid = deployments(cut)
        kill(cut, up.pid)
    cut.stack_file("waiting").write_text(WAITING.replace("simulated/never-ready", "shop/web"))

    again = cut.make("up", *OTHER, env=PASSPHRASE)
    kept = deployments(cut)
    ended = cut.make("down", *OTHER, env=PASSPHRASE)

    assert again.code == 0, again.out + again.err
    assert "took in 1 objects that it had made, 0 were not made" in again.out
    assert kept == uid
    assert ended.code == 0, ended.out + ended.err


def test_an_installation_of_helm_that_was_killed_does_not_stand_in_the_way_of_down(cut: Clone) -> None:
    killed_while_helm_installs(cut)

    ended = succeed(cut, "down")

    assert "deleted" in ended
    assert cut.processes() == []


def test_a_second_up_beside_a_running_one_is_refused_and_breaks_nothing(cut: Clone) -> None:
    cut.stack_file("waiting").write_text(WAITING)
    with cut.start("up", *OTHER, env=PASSPHRASE) as first:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and not locks(cut.layout).get("waiting"):
            time.sleep(0.1)
        second = cut.make("up", *OTHER, env=PASSPHRASE)
        still_running = first.poll() is None
        first.wait(SECONDS)
    ended = cut.make("down", *OTHER, env=PASSPHRASE)

    assert still_running
    assert second.code != 0
    assert "another command works on waiting (process " in second.err
    assert "cancel" not in second.err
    assert ended.code == 0
    assert "cut short" not in ended.out


def test_a_control_plane_whose_store_was_killed_goes_on_with_all_its_objects(deployed: Clone) -> None:
    uids = {each["metadata"]["uid"] for each in json.loads(deployed.cluster.kubectl(PODS).out)["items"]}
    os.kill(KwokProcesses(deployed.layout.kwok / "clusters" / NAME).running["etcd"], signal.SIGKILL)

    again = succeed(deployed, "up")

    assert "the cluster had stopped; started it again" in again
    assert "nothing changed" in again
    assert {each["metadata"]["uid"] for each in json.loads(deployed.cluster.kubectl(PODS).out)["items"]} == uids


@pytest.mark.parametrize("goal", ["up", "down"])
def test_the_files_that_a_full_disk_leaves_are_put_right(deployed: Clone, goal: str) -> None:
    state = next((deployed.layout.state / ".pulumi" / "stacks").rglob("dev.json"))
    lock = deployed.layout.state / ".pulumi" / "locks" / "organization" / "slipway" / "dev" / "0.json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    os.utime(lock, (1, 1))
    state.write_text(state.read_text()[:1000])

    done = succeed(deployed, goal)

    assert "the state of dev could not be read; took the copy of the change before" in done
    assert "removed the lock 0.json of dev" in done

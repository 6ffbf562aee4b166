"""A clone of the project, in which a test runs `make` as a person does.

It has its own `.slipway`: the cluster, the state and the stack files of whoever runs the tests stay as they are.
Only what was built or downloaded is shared.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from slipway.settings.chart import VARIABLE
from tools.chart import STAND_IN
from tools.embedded_cluster import EmbeddedCluster
from tools.layout import PROJECT, Layout
from tools.subprocesses import Finished

LEFT_OUT = (".git", ".venv", ".slipway", "tests", "rendered", "__pycache__", ".*_cache", ".hypothesis")
OF_THE_CALLER = ("MAKE", "MFLAGS", "PULUMI_", "SLIPWAY_", "KUBECONFIG", "STACK", "CLUSTER", "BACKEND", "CHART", "OUT")
"""Prefixes of the variables that change what `make` does."""
SECONDS = 900


class Clone:
    """The project in a folder of its own. `remove` ends whatever it has started."""

    def __init__(self, root: Path) -> None:
        """Copies the files; nothing is started."""
        self.root = root
        self.layout = Layout(home=root / ".slipway", project=root)
        self.cluster = EmbeddedCluster(self.layout)
        shutil.copytree(PROJECT, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (root / ".venv").symlink_to(PROJECT / ".venv")
        self.layout.home.mkdir()
        for name in ("bin", "plugins", "downloads", "stamps", "pulumi_home"):
            built: Path = getattr(Layout(), name)
            built.mkdir(parents=True, exist_ok=True)
            getattr(self.layout, name).symlink_to(built.resolve())

    def make(self, *arguments: str, env: Mapping[str, str] | None = None) -> Finished:
        """`make ARGUMENTS`, with the chart that is at hand on every machine."""
        done = subprocess.run(
            ["make", *arguments],
            cwd=self.root,
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.Popen[str]":
        """The same in the background, in a process group of its own."""
        return subprocess.Popen(
            ["make", *arguments],
            cwd=self.root,
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def stack_file(self, stack: str) -> Path:
        """The settings of a stack."""
        return self.root / f"Pulumi.{stack}.yaml"

    @contextmanager
    def edited(self, stack: str, changes: Mapping[str, str]) -> Iterator[None]:
        """The settings of a stack with some texts replaced, and as they were afterwards."""
        before = text = self.stack_file(stack).read_text()
        for old, new in changes.items():
            assert old in text, f"Pulumi.{stack}.yaml does not say {old!r}"
            text = text.replace(old, new)
        self.stack_file(stack).write_text(text)
        try:
            yield
        finally:
            self.stack_file(stack).write_text(before)

    def state(self) -> dict[str, bytes]:
        """The state files of the local backend, by path."""
        stacks = self.layout.state / ".pulumi" / "stacks"
        return {str(file.relative_to(stacks)): file.read_bytes() for file in stacks.rglob("*.json")}

    def versions(self) -> set[str]:
        """The resource version of everything in the cluster that a stack can change.

        Not `kube-root-ca.crt`: a controller makes it in each namespace, some time after the namespace.
        """
        kinds = "namespaces,deployments,statefulsets,daemonsets,cronjobs,services,configmaps,secrets,networkpolicies"
        stable = "--field-selector=metadata.name!=kube-root-ca.crt"
        items: list[dict[str, Any]] = json.loads(
            self.cluster.kubectl(["get", kinds, stable, "--all-namespaces", "-o", "json"]).out
        )["items"]
        return {f"{each['metadata']['uid']} {each['metadata']['resourceVersion']}" for each in items}

    def processes(self) -> list[str]:
        """The command lines of all that runs below the clone's folder."""
        listed = subprocess.run(["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True)
        return [line for line in listed.stdout.splitlines() if str(self.root) in line]

    def ports(self) -> list[int]:
        """The address that its cluster listens at."""
        asked = json.loads((self.layout.kwok / "create.json").read_text())["options"]
        return [int(value) for name, value in asked.items() if name.endswith("Port")]

    def remove(self) -> None:
        """Whatever a test has left."""
        self.cluster.delete()


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_CALLER)}
    return {**own, VARIABLE: STAND_IN, **(more or {})}


def listens(port: int) -> bool:
    """True if a server answers at this port on loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0

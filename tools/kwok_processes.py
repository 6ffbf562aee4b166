"""The processes of an embedded cluster, as kwokctl's pid files name them.

A pid file stays after a reboot or a crash, and its number may then belong to another process. kwokctl would take that
process for its own and stop it. So a pid counts only while the command line of its process names a file of this
cluster.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

COMPONENTS = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok-controller")
PATIENCE = 10.0
"""Seconds that the system gets to remove killed processes."""


@dataclass(frozen=True)
class KwokProcesses:
    """The processes of the cluster whose files are in `folder`."""

    folder: Path

    @property
    def running(self) -> dict[str, int]:
        """The pids of the processes that are alive, by component."""
        files = (self.folder / "pids").glob("*.pid")
        pids = {file.stem: int(file.read_text().strip() or 0) for file in files}
        return {name: pid for name, pid in pids.items() if self._is_ours(pid)}

    @property
    def complete(self) -> bool:
        """True when the process of every component is alive."""
        return set(COMPONENTS) <= self.running.keys()

    def forget_dead(self) -> None:
        """Removes the pid files of processes that are gone or belong to somebody else."""
        running = self.running
        for file in (self.folder / "pids").glob("*.pid"):
            if file.stem not in running:
                file.unlink()

    def kill(self) -> None:
        """Kills all processes. They need no orderly end, because their data is deleted next."""
        for pid in self.running.values():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while self.running and time.monotonic() < deadline:
            time.sleep(0.02)

    def _is_ours(self, pid: int) -> bool:
        return pid > 0 and str(self.folder) in _command_line(pid)


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if Path("/proc/self/cmdline").exists():
            return ""
    listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout

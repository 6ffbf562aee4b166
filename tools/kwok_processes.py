"""The processes of an embedded cluster, as kwokctl's pid files name them.

A pid file outlives a reboot or a crash, and its number may then belong to somebody else's process: kwokctl would take
that for its own, and stop it. So a pid counts only while its command line names a file of this cluster.
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
"""Seconds for the system to take away what was killed."""


@dataclass(frozen=True)
class KwokProcesses:
    """The control plane of the cluster whose files are in `folder`."""

    folder: Path

    @property
    def running(self) -> dict[str, int]:
        """Component by component, the pid of those that are alive."""
        files = (self.folder / "pids").glob("*.pid")
        pids = {file.stem: int(file.read_text().strip() or 0) for file in files}
        return {name: pid for name, pid in pids.items() if self._is_ours(pid)}

    @property
    def complete(self) -> bool:
        """Whether all of them are alive."""
        return set(COMPONENTS) <= self.running.keys()

    def forget_dead(self) -> None:
        """Removes the pid files of processes that are gone or not ours."""
        running = self.running
        for file in (self.folder / "pids").glob("*.pid"):
            if file.stem not in running:
                file.unlink()

    def kill(self) -> None:
        """Ends them at once: it comes before the deletion of their data, which needs no orderly end."""
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

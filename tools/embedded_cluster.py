"""The embedded cluster: a real control plane on loopback with simulated nodes. kwokctl creates it."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.build import build
from tools.cluster import Cluster
from tools.failure import Failure
from tools.kwok_processes import KwokProcesses
from tools.kwokctl import CONTEXT, NAME, Kwokctl
from tools.layout import Layout
from tools.private_files import new_private_file
from tools.programs import CLUSTER, KUBERNETES_VERSION
from tools.steps import Step
from tools.subprocesses import Finished

NODES = 3
LAST_LINES = 10


class EmbeddedCluster(Cluster):
    """One cluster below `layout.home`. Only `layout.kubeconfig` leads to it."""

    context = CONTEXT

    def __init__(self, layout: Layout) -> None:
        """Starts nothing yet."""
        self.layout = layout
        self.kubeconfig = layout.kubeconfig
        self._kwokctl = Kwokctl(layout)
        self._processes = KwokProcesses(layout.kwok / "clusters" / NAME)

    @property
    def environment(self) -> dict[str, str]:
        """The path of its own kubeconfig."""
        return {"KUBECONFIG": str(self.kubeconfig)}

    @property
    def exists(self) -> bool:
        """True when it was created, even if it does not run."""
        return (self._folder / "kwok.yaml").is_file()

    @property
    def running(self) -> bool:
        """True when every process is alive and the API server is ready."""
        return self.exists and self._processes.complete and self._is_ready()

    def prepare(self, step: Step) -> None:
        """Downloads the official programs, or builds them from source."""
        official = self._kwokctl.programs.prepare(step)
        step.result = "official" if official else "built from source"

    def ensure(self, step: Step | None = None) -> bool:
        """Starts a cluster that has stopped; creates a new one if there is none, or if it does not start."""
        step = step or Step("cluster")
        self.layout.home.mkdir(parents=True, exist_ok=True)
        with _lock(self.layout.home / "cluster.lock"):
            created = not self.running and not self._start(step)
            if created:
                self._create(step)
        step.result = f"embedded, {NODES} nodes, Kubernetes {KUBERNETES_VERSION}"
        return created

    def delete(self) -> None:
        """Stops all its processes and removes its files, if there are any."""
        self._processes.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
        self.kubeconfig.unlink(missing_ok=True)

    @property
    def _folder(self) -> Path:
        return self._processes.folder

    def _is_ready(self) -> bool:
        return self.kubectl(["get", "--raw", "/readyz", "--request-timeout=3s"], check=False).code == 0

    def _start(self, step: Step) -> bool:
        if not self.exists or not self.kubeconfig.is_file() or not self._kwokctl.programs.is_there:
            return False
        step.note = "starting it again"
        self._processes.forget_dead()
        if self._kwokctl.start().code != 0 or not self.running:
            return False
        step.remark("the cluster had stopped; started it again")
        return True

    def _create(self, step: Step) -> None:
        self.delete()
        official = self._kwokctl.programs.prepare(step)
        step.note = "creating it"
        done = self._kwokctl.create(official=official)
        if done.code != 0 and official:
            # Not every release of Kubernetes is published for every system, but most systems can build it.
            step.remark("kwokctl could not get the official programs; building them from source")
            self.delete()
            build(self.layout, CLUSTER, step)
            step.note = "creating it"
            done = self._kwokctl.create(official=False)
        if done.code != 0 or not self._processes.complete:
            raise Failure(self._logs_of(done))
        simulation = self.layout.simulation
        self.kubectl(["apply", "-f", str(simulation / "nodes.yaml"), "-f", str(simulation / "storage-class.yaml")])
        self.kubectl(["wait", "--for=condition=Ready", "nodes", "--all", "--timeout=60s"], seconds=90)

    def _logs_of(self, done: Finished) -> str:
        logs = self.layout.logs / "cluster.log"
        parts = [("kwokctl", done.out + done.err)]
        parts += [
            (file.stem, file.read_text(errors="replace")) for file in sorted((self._folder / "logs").glob("*.log"))
        ]
        with new_private_file(logs) as file:
            file.writelines(f"==> {name}\n{text}\n" for name, text in parts)
        last = "\n".join(f"    {line}" for line in (done.out + done.err).strip().splitlines()[-LAST_LINES:])
        return (
            f"the embedded cluster did not start; all logs are in {self.layout.shown(logs)}; "
            f"the last lines of kwokctl:\n{last}"
        )


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

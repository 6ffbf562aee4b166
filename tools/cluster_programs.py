"""The programs of the embedded cluster: built from source, official downloads, or the user's own kwokctl."""

import os
import platform
import shutil
import sys
import urllib.request
from pathlib import Path

from tools.build import build, outdated
from tools.failure import Failure
from tools.layout import Layout
from tools.network import reachable
from tools.programs import CLUSTER, KUBECTL, KUBERNETES_VERSION, KWOK_VERSION, KWOKCTL
from tools.steps import Step
from tools.subprocesses import capture

_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def official_urls() -> dict[str, str]:
    """The addresses of the official programs, by name. kwokctl itself downloads the control plane."""
    where = f"{sys.platform}-{_MACHINES.get(platform.machine().lower(), platform.machine())}"
    return {
        "kwokctl": f"https://github.com/kubernetes-sigs/kwok/releases/download/v{KWOK_VERSION}/kwokctl-{where}",
        "kubectl": f"https://dl.k8s.io/release/v{KUBERNETES_VERSION}/bin/{where.replace('-', '/')}/kubectl",
    }


class ClusterPrograms:
    """Finds the programs, and gets those that are missing."""

    def __init__(self, layout: Layout) -> None:
        """Looks for nothing yet."""
        self.layout = layout

    def prepare(self, step: Step) -> bool:
        """Chooses the programs of a new cluster and gets them. Returns True for the official ones.

        Programs that are built already come first, because they need no network. The official ones come next, if both
        sites are reachable. Otherwise the programs are built from source.
        """
        if not outdated(self.layout, CLUSTER):
            return False
        urls = official_urls()
        step.note = "looking for the official programs"
        if reachable(*urls.values()):
            step.remark("the cluster uses the official programs, downloaded by kwokctl")
            for name, url in urls.items():
                if name != "kwokctl" or self._on_path() is None:
                    self._download(name, url, step)
            return True
        step.remark("dl.k8s.io or github.com is not reachable; building the cluster's programs from source")
        build(self.layout, CLUSTER, step)
        return False

    @property
    def is_there(self) -> bool:
        """True when a kwokctl can run without a build or a download."""
        return self._found() is not None

    @property
    def kwokctl(self) -> Path:
        """The kwokctl to run. Raises `Failure` when there is none."""
        found = self._found()
        if found is None:
            raise Failure("kwokctl is missing; `python -m tools setup` gets it")
        return found

    def _found(self) -> Path | None:
        candidates = (KWOKCTL.file(self.layout), self.layout.downloads / "kwokctl")
        return next((path for path in candidates if path.is_file()), None) or self._on_path()

    def _on_path(self) -> Path | None:
        """The user's own kwokctl, if it has the pinned version."""
        found = shutil.which("kwokctl")
        if found is None:
            return None
        said = capture([found, "--version"], env=os.environ, cwd=self.layout.project)
        return Path(found) if f"v{KWOK_VERSION}" in said.out else None

    @property
    def kubectl_folder(self) -> Path:
        """The folder of the matching `kubectl`."""
        return self.layout.bin if KUBECTL.file(self.layout).is_file() else self.layout.downloads

    def _download(self, name: str, url: str, step: Step) -> None:
        target = self.layout.downloads / name
        if target.is_file():
            return
        step.note = f"downloading {name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{name}.{os.getpid()}")
        try:
            with urllib.request.urlopen(url, timeout=60) as answer, unfinished.open("wb") as file:  # noqa: S310
                shutil.copyfileobj(answer, file)
            unfinished.chmod(0o755)
            unfinished.replace(target)
        except OSError as error:
            raise Failure(f"downloading {url} failed: {error}") from error
        finally:
            unfinished.unlink(missing_ok=True)

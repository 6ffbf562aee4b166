"""kwokctl: which one, and what it is told."""

import json
import os
import platform
import shutil
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from tools.build import build, outdated
from tools.child import Finished, capture
from tools.failure import Failure
from tools.layout import Layout
from tools.network import reachable
from tools.ports import free_ports
from tools.programs import CLUSTER, CONTROL_PLANE, ETCD, KUBECTL, KUBERNETES_VERSION, KWOK, KWOK_VERSION, KWOKCTL
from tools.steps import Step

NAME = "slipway"
CONTEXT = f"kwok-{NAME}"

_PORTS = ("etcdPort", "etcdPeerPort", "kubeApiserverPort", "kubeControllerManagerPort", "kubeSchedulerPort",
          "kwokControllerPort")  # fmt: skip
_MACHINES = {"x86_64": "amd64", "amd64": "amd64", "aarch64": "arm64", "arm64": "arm64"}


def official_urls() -> dict[str, str]:
    """Where the official programs come from, by name; kwokctl downloads the control plane by itself."""
    where = f"{sys.platform}-{_MACHINES.get(platform.machine().lower(), platform.machine())}"
    return {
        "kwokctl": f"https://github.com/kubernetes-sigs/kwok/releases/download/v{KWOK_VERSION}/kwokctl-{where}",
        "kubectl": f"https://dl.k8s.io/release/v{KUBERNETES_VERSION}/bin/{where.replace('-', '/')}/kubectl",
    }


class Kwokctl:
    """Runs kwokctl on the cluster whose files are below `layout.kwok`."""

    def __init__(self, layout: Layout) -> None:
        """Nothing is looked for yet."""
        self.layout = layout

    def prepare(self, step: Step) -> bool:
        """Chooses the programs of a new cluster and gets them; returns whether they are the official ones.

        Built ones that are there win: they need no network. Then official ones, if both sites can be reached.
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
        step.remark("dl.k8s.io or github.com cannot be reached; building the cluster's programs from source")
        build(self.layout, CLUSTER, step)
        return False

    def create(self, *, official: bool) -> Finished:
        """Creates and starts the cluster. Its kubeconfig goes to `layout.kubeconfig` and nowhere else."""
        layout = self.layout
        layout.kwok.mkdir(parents=True, exist_ok=True)
        (layout.kwok / "create.json").write_text(json.dumps(self.configuration(official=official), indent=2) + "\n")
        files = [layout.kwok / "create.json", *sorted(layout.simulation.glob("stages-*.yaml"))]
        configs = [part for file in files for part in ("--config", str(file))]
        return self.run("create", "cluster", *configs, "--kubeconfig", str(layout.kubeconfig), "--wait", "120s")

    def start(self) -> Finished:
        """Starts a cluster that was stopped or has died."""
        return self.run("start", "cluster", "--wait", "60s")

    def run(self, *arguments: str) -> Finished:
        """`kwokctl ARGUMENTS --name slipway`. The first download of a control plane may take minutes."""
        # PATH: kwokctl asks a `kubectl` whether the cluster is served, and takes the first that it finds.
        path = os.pathsep.join([str(self._kubectl_folder), os.environ.get("PATH", os.defpath)])
        env: Mapping[str, str] = {
            **os.environ,
            "KWOK_WORKDIR": str(self.layout.kwok),
            "KUBECONFIG": str(self.layout.kubeconfig),
            "KUBECACHEDIR": str(self.layout.caches / "kube"),
            "PATH": path,
        }
        return capture([self._program, *arguments, "--name", NAME], env=env, cwd=self.layout.home, seconds=900)

    def configuration(self, *, official: bool) -> dict[str, object]:
        """What kwokctl reads: https://kwok.sigs.k8s.io/docs/generated/apis/ (KwokctlConfiguration)."""
        options: dict[str, object] = {
            "runtime": "binary",
            "kubeVersion": f"v{KUBERNETES_VERSION}",
            # kwokctl's default is every interface, for an etcd without authentication as well.
            "bindAddress": "127.0.0.1",
            # The controllers' own throttle (20 requests/s) would bound every large deployment.
            "disableQPSLimits": True,
            "cacheDir": str(self.layout.downloads / "cache"),
            "kubectlBinary": str(self._kubectl_folder / "kubectl"),
            **dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True)),
        }
        if not official:
            names = {"kube-apiserver": "kubeApiserverBinary", "kube-controller-manager": "kubeControllerManagerBinary",
                     "kube-scheduler": "kubeSchedulerBinary"}  # fmt: skip
            options |= {names[program.name]: str(program.file(self.layout)) for program in CONTROL_PLANE}
            options |= {"etcdBinary": str(ETCD.file(self.layout)), "kwokControllerBinary": str(KWOK.file(self.layout))}
        return {"apiVersion": "config.kwok.x-k8s.io/v1alpha1", "kind": "KwokctlConfiguration", "options": options}

    @property
    def is_there(self) -> bool:
        """Whether one can be run without building or downloading."""
        return self._found() is not None

    @property
    def _program(self) -> Path:
        found = self._found()
        if found is None:
            raise Failure("kwokctl is missing; `python -m tools setup` gets it")
        return found

    def _found(self) -> Path | None:
        candidates = (KWOKCTL.file(self.layout), self.layout.downloads / "kwokctl")
        return next((path for path in candidates if path.is_file()), None) or self._on_path()

    def _on_path(self) -> Path | None:
        """The user's own kwokctl, if it is the version that this was written for."""
        found = shutil.which("kwokctl")
        if found is None:
            return None
        said = capture([found, "--version"], env=os.environ, cwd=self.layout.project)
        return Path(found) if f"v{KWOK_VERSION}" in said.out else None

    @property
    def _kubectl_folder(self) -> Path:
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

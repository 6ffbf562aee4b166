"""kwokctl: what it is told."""

import json
import os
from collections.abc import Mapping

from tools.cluster_programs import ClusterPrograms
from tools.layout import Layout
from tools.ports import free_ports
from tools.programs import CONTROL_PLANE, ETCD, KUBERNETES_VERSION, KWOK
from tools.subprocesses import Finished, capture

NAME = "slipway"
CONTEXT = f"kwok-{NAME}"

_PORTS = ("etcdPort", "etcdPeerPort", "kubeApiserverPort", "kubeControllerManagerPort", "kubeSchedulerPort",
          "kwokControllerPort")  # fmt: skip


class Kwokctl:
    """Runs kwokctl on the cluster whose files are below `layout.kwok`."""

    def __init__(self, layout: Layout) -> None:
        """Nothing is looked for yet."""
        self.layout = layout
        self.programs = ClusterPrograms(layout)

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
        path = os.pathsep.join([str(self.programs.kubectl_folder), os.environ.get("PATH", os.defpath)])
        env: Mapping[str, str] = {
            **os.environ,
            "KWOK_WORKDIR": str(self.layout.kwok),
            "KUBECONFIG": str(self.layout.kubeconfig),
            "KUBECACHEDIR": str(self.layout.caches / "kube"),
            "PATH": path,
        }
        return capture([self.programs.kwokctl, *arguments, "--name", NAME], env=env, cwd=self.layout.home, seconds=900)

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
            "kubectlBinary": str(self.programs.kubectl_folder / "kubectl"),
            **dict(zip(_PORTS, free_ports(len(_PORTS)), strict=True)),
        }
        if not official:
            names = {"kube-apiserver": "kubeApiserverBinary", "kube-controller-manager": "kubeControllerManagerBinary",
                     "kube-scheduler": "kubeSchedulerBinary"}  # fmt: skip
            options |= {names[program.name]: str(program.file(self.layout)) for program in CONTROL_PLANE}
            options |= {"etcdBinary": str(ETCD.file(self.layout)), "kwokControllerBinary": str(KWOK.file(self.layout))}
        return {"apiVersion": "config.kwok.x-k8s.io/v1alpha1", "kind": "KwokctlConfiguration", "options": options}

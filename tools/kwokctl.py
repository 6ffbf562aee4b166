"""The configuration and the commands of kwokctl."""

import json
import os
from collections.abc import Mapping

from tools.cluster_programs import ClusterPrograms
from tools.layout import Layout
from tools.ports import free_ports
from tools.private_files import private_folder
from tools.programs import CONTROL_PLANE, ETCD, KUBERNETES_VERSION, KWOK
from tools.subprocesses import Finished, capture

NAME = "slipway"
CONTEXT = f"kwok-{NAME}"
SERVICES = "10.0.0.0/16,fd00:10::/112"
"""The addresses of Services, of both families: https://kubernetes.io/docs/concepts/services-networking/dual-stack/"""

_PORTS = ("etcdPort", "etcdPeerPort", "kubeApiserverPort", "kubeControllerManagerPort", "kubeSchedulerPort",
          "kwokControllerPort")  # fmt: skip


class Kwokctl:
    """Runs kwokctl on the cluster whose files are below `layout.kwok`."""

    def __init__(self, layout: Layout) -> None:
        """Looks for nothing yet."""
        self.layout = layout
        self.programs = ClusterPrograms(layout)

    def create(self, *, official: bool) -> Finished:
        """Creates and starts the cluster. Its kubeconfig is written only to `layout.kubeconfig`."""
        layout = self.layout
        private_folder(layout.kwok)
        (layout.kwok / "create.json").write_text(json.dumps(self.configuration(official=official), indent=2) + "\n")
        files = [layout.kwok / "create.json", *sorted(layout.simulation.glob("stages-*.yaml"))]
        configs = [part for file in files for part in ("--config", str(file))]
        return self.run("create", "cluster", *configs, "--kubeconfig", str(layout.kubeconfig), "--wait", "120s")

    def start(self) -> Finished:
        """Starts a cluster that was stopped or has crashed."""
        return self.run("start", "cluster", "--wait", "60s")

    def run(self, *arguments: str) -> Finished:
        """Runs `kwokctl ARGUMENTS --name slipway`. The first download of a control plane may take minutes."""
        # PATH: kwokctl takes the first `kubectl` that it finds, and checks with it that the cluster answers.
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
        """A KwokctlConfiguration: https://kwok.sigs.k8s.io/docs/generated/apis/."""
        options: dict[str, object] = {
            "runtime": "binary",
            "kubeVersion": f"v{KUBERNETES_VERSION}",
            # kwokctl listens on every interface by default, even for an etcd without authentication.
            "bindAddress": "127.0.0.1",
            # The controllers' own limit (20 requests/s) would slow down every large deployment.
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
        addresses = [{"key": "service-cluster-ip-range", "value": SERVICES}]
        return {
            "apiVersion": "config.kwok.x-k8s.io/v1alpha1",
            "kind": "KwokctlConfiguration",
            "options": options,
            "componentsPatches": [{"name": "kube-apiserver", "extraArgs": addresses}],
        }

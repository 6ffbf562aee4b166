"""The programs that are built when there is no official one: which, from what, and where to."""

import hashlib
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.layout import Layout

PULUMI_VERSION = "3.246.0"
PROVIDER_VERSION = "4.25.0"
KUBERNETES_VERSION = "1.36.3"
KWOK_VERSION = "0.8.0"
KUBE_SCORE_VERSION = "1.20.0"

PULUMI_SDK = "github.com/pulumi/pulumi/sdk/v3"


@dataclass(frozen=True)
class Program:
    """One program: a package built in the pinned module that requires it."""

    name: str
    module: str
    """The folder below `tools/go` whose `go.mod` and `go.sum` pin everything."""
    package: str = "."
    version_variable: str = ""
    """Linker setting `package.Variable=value` without which the program would not know its own version."""
    plugin: bool = False
    """A Pulumi plugin is installed into `PULUMI_HOME` and kept off PATH."""
    scripts: tuple[str, ...] = ()
    """Scripts that belong beside it, by their path in Pulumi's SDK module."""
    optional_scripts: tuple[str, ...] = ()
    """The same, copied if they are there."""

    @property
    def link_flags(self) -> str:
        """Without symbols a program is a third smaller."""
        return f"-s -w {'-X ' if self.version_variable else ''}{self.version_variable}"

    def file(self, layout: Layout) -> Path:
        """Where it is put."""
        return (layout.plugins if self.plugin else layout.bin) / self.name

    def key(self, layout: Layout) -> str:
        """Changes with everything that the built file depends on and the repository decides."""
        digest = hashlib.sha256()
        parts = (self.package, self.link_flags, sys.platform, platform.machine(), *self.scripts, *self.optional_scripts)
        digest.update("\0".join(parts).encode())
        for source in sorted((layout.modules / self.module).iterdir()):
            if source.name in ("go.mod", "go.sum") or source.suffix == ".go":
                digest.update(source.name.encode() + b"\0" + source.read_bytes())
        return digest.hexdigest()


_GIT_VERSION = f"k8s.io/component-base/version.gitVersion=v{KUBERNETES_VERSION}"

PULUMI = Program(
    "pulumi",
    "pulumi",
    "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    f"github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v{PULUMI_VERSION}",
)
LANGUAGE_HOST = Program(
    "pulumi-language-python",
    "pulumi-language-python",
    "github.com/pulumi/pulumi/sdk/python/cmd/pulumi-language-python/v3",
    scripts=("python/cmd/pulumi-language-python-exec",),
    optional_scripts=("python/dist/pulumi-resource-pulumi-python", "python/dist/pulumi-analyzer-policy-python"),
)
PROVIDER = Program(
    "pulumi-resource-kubernetes",
    "pulumi-resource-kubernetes",
    version_variable=f"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version={PROVIDER_VERSION}",
    plugin=True,
)
ETCD = Program("etcd", "etcd", "go.etcd.io/etcd/server/v3")
KWOK = Program("kwok", "kwok", "sigs.k8s.io/kwok/cmd/kwok")
KWOKCTL = Program("kwokctl", "kwok", "sigs.k8s.io/kwok/cmd/kwokctl")
KUBECTL = Program("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl", _GIT_VERSION)
CONTROL_PLANE = tuple(
    Program(name, "kubernetes", f"k8s.io/kubernetes/cmd/{name}", _GIT_VERSION)
    for name in ("kube-apiserver", "kube-controller-manager", "kube-scheduler")
)
KUBE_SCORE = Program(
    "kube-score", "kube-score", "github.com/zegl/kube-score/cmd/kube-score", f"main.version={KUBE_SCORE_VERSION}"
)

ENGINE = (PROVIDER, PULUMI, LANGUAGE_HOST)
"""Instead of an official `pulumi`. The longest build first: whatever stops it should stop it early."""
CLUSTER = (ETCD, KWOK, KWOKCTL, *CONTROL_PLANE, KUBECTL)
"""Instead of the official binaries that kwokctl downloads."""
LINTERS = (KUBE_SCORE,)
"""What the tests have the rendered objects read by."""

"""The programs that are built from source when there is no official one, with their pinned versions."""

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
PROMETHEUS_VERSION = "0.316.0"
"""The version of the Go module. That of the program is 3.16.0."""
PINT_VERSION = "0.87.0"
SLOTH_VERSION = "0.16.0"
AMTOOL_VERSION = "0.34.2"
ALERTMANAGER_VERSION = "0.28.1"
"""Newer ones embed a web page that their Go module does not have, so they cannot be built from it."""

PULUMI_SDK = "github.com/pulumi/pulumi/sdk/v3"


@dataclass(frozen=True)
class Program:
    """One program: a Go package that is built in a pinned module."""

    name: str
    module: str
    """The folder below `tools/go` whose `go.mod` and `go.sum` pin everything."""
    package: str = "."
    version_variable: str = ""
    """The linker setting `package.Variable=value` that gives the program its version."""
    tags: tuple[str, ...] = ()
    """Build tags, which choose the parts of the program."""
    plugin: bool = False
    """A Pulumi plugin. It is installed into `PULUMI_HOME` and is not on PATH."""
    scripts: tuple[str, ...] = ()
    """Scripts to copy beside the program: their paths in Pulumi's SDK module."""
    optional_scripts: tuple[str, ...] = ()
    """More scripts, which are copied if the module has them."""

    @property
    def link_flags(self) -> str:
        """Linker flags. Without symbols, a program is a third smaller."""
        return f"-s -w {'-X ' if self.version_variable else ''}{self.version_variable}"

    def file(self, layout: Layout) -> Path:
        """The path of the built program."""
        return (layout.plugins if self.plugin else layout.bin) / self.name

    def key(self, layout: Layout) -> str:
        """A hash of everything in the repository that the built program depends on."""
        digest = hashlib.sha256()
        parts = (self.package, self.link_flags, sys.platform, platform.machine(), *self.scripts, *self.optional_scripts)
        digest.update("\0".join((*parts, *self.tags)).encode())
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
_FEW_DISCOVERIES = ("remove_all_sd", "enable_kubernetes_sd", "enable_dns_sd")
"""Prometheus without the SDKs of every cloud: half the size, and half the time."""
PROMTOOL = Program("promtool", "prometheus", "github.com/prometheus/prometheus/cmd/promtool", tags=_FEW_DISCOVERIES)
PROMETHEUS = Program(
    "prometheus", "prometheus", "github.com/prometheus/prometheus/cmd/prometheus", tags=_FEW_DISCOVERIES
)
PINT = Program("pint", "pint", "github.com/cloudflare/pint/cmd/pint", f"main.version={PINT_VERSION}")
SLOTH = Program("sloth", "sloth", "github.com/slok/sloth/cmd/sloth")
_VERSION = "github.com/prometheus/common/version.Version="
AMTOOL = Program("amtool", "amtool", "github.com/prometheus/alertmanager/cmd/amtool", f"{_VERSION}{AMTOOL_VERSION}")
ALERTMANAGER = Program(
    "alertmanager",
    "alertmanager",
    "github.com/prometheus/alertmanager/cmd/alertmanager",
    f"{_VERSION}{ALERTMANAGER_VERSION}",
)

ENGINE = (PROVIDER, PULUMI, LANGUAGE_HOST)
"""The engine, for machines without an official `pulumi`. The longest build is first, so that it fails early."""
CLUSTER = (ETCD, KWOK, KWOKCTL, *CONTROL_PLANE, KUBECTL)
"""The embedded cluster, when kwokctl cannot download the official binaries."""
LINTERS = (KUBE_SCORE,)
"""The linters of Kubernetes objects that the tests run."""
RULE_TOOLS = (PROMTOOL, PROMETHEUS, PINT, SLOTH)
"""What the tests read, lint and run rules of Prometheus with."""
ALERT_TOOLS = (AMTOOL, ALERTMANAGER)
"""What the tests check alert routing with, and send alerts through."""

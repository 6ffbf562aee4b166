"""The target of a command: the stack, the cluster, the backend and the chart."""

import os
from dataclasses import dataclass, field
from typing import Literal

from slipway.settings.chart import VARIABLE
from tools.chart import NONE, Chart, choose, is_needed
from tools.cluster import Cluster, CurrentCluster
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Backend, Engine
from tools.layout import Layout

ClusterKind = Literal["embedded", "current"]


@dataclass(frozen=True)
class Target:
    """The values of the Makefile's variables."""

    stack: str = "dev"
    cluster_kind: ClusterKind = "embedded"
    backend: Backend = "local"
    chart: str | None = None
    """A path of the user. Default: see `tools/chart.py`."""
    crds: str | None = None
    """A file or folder of the user, with definitions for the embedded cluster. Default: none."""
    layout: Layout = field(default_factory=Layout)

    @property
    def embedded(self) -> bool:
        """True for the cluster that the tools create and delete."""
        return self.cluster_kind == "embedded"

    def make(self, goal: str, stack: str | None = None) -> str:
        """A command for the same target: `make down STACK=prod`."""
        given = {"STACK": stack or self.stack, "CLUSTER": self.cluster_kind, "BACKEND": self.backend}
        usual = {"STACK": "dev", "CLUSTER": "embedded", "BACKEND": "local"}
        variables = [f"{name}={value}" for name, value in given.items() if value != usual[name]]
        # A chart that the shell names already (`tools env`) is the shell's to repeat.
        chart = [f"CHART={self.chart}"] if self.chart and self.chart != os.environ.get(VARIABLE) else []
        crds = [f"CRDS={self.crds}"] if self.crds else []
        return " ".join(["make", goal, *variables, *chart, *crds])

    @property
    def env_command(self) -> str:
        """The command that sets up a shell for work by hand on the same target."""
        given = (
            ("stack", self.stack, "dev"),
            ("cluster", self.cluster_kind, "embedded"),
            ("backend", self.backend, "local"),
        )
        options = "".join(f" --{name} {value}" for name, value, usual in given if value != usual)
        return f'eval "$(.venv/bin/python -m tools env{options})"'

    def cluster(self) -> Cluster:
        """The cluster of the target."""
        return EmbeddedCluster(self.layout) if self.embedded else CurrentCluster(self.layout)

    def choose_chart(self) -> Chart:
        """The chart of the monitoring. A stack without monitoring needs none, unless the user gives one."""
        if not self.chart and not is_needed(self.layout.project / f"Pulumi.{self.stack}.yaml"):
            return NONE
        return choose(self.layout, self.chart, embedded=self.embedded)

    def engine(self, cluster: Cluster, chart: Chart | None = None) -> Engine:
        """The engine, with the variables of the cluster and the chart."""
        surroundings = {**cluster.environment, **(chart.environment if chart else {})}
        return Engine(self.layout, backend=self.backend, surroundings=surroundings)

"""What a command is about: which stack, on which cluster, with which state and chart."""

from dataclasses import dataclass, field
from typing import Literal

from tools.chart import Chart, choose
from tools.cluster import Cluster, CurrentCluster
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Backend, Engine
from tools.layout import Layout

ClusterKind = Literal["embedded", "current"]


@dataclass(frozen=True)
class Target:
    """The variables of the Makefile."""

    stack: str = "dev"
    cluster_kind: ClusterKind = "embedded"
    backend: Backend = "local"
    chart: str | None = None
    """A path given by the user. Default: see `tools/chart.py`."""
    layout: Layout = field(default_factory=Layout)

    @property
    def embedded(self) -> bool:
        """Whether the cluster is ours to create, and to delete."""
        return self.cluster_kind == "embedded"

    def make(self, goal: str, stack: str | None = None) -> str:
        """The command that does something else about the same target: `make down STACK=prod`."""
        given = {"STACK": stack or self.stack, "CLUSTER": self.cluster_kind, "BACKEND": self.backend}
        usual = {"STACK": "dev", "CLUSTER": "embedded", "BACKEND": "local"}
        variables = [f"{name}={value}" for name, value in given.items() if value != usual[name]]
        return " ".join(["make", goal, *variables, *([f"CHART={self.chart}"] if self.chart else [])])

    @property
    def env_command(self) -> str:
        """What prepares a shell for working by hand on the same target."""
        given = (
            ("stack", self.stack, "dev"),
            ("cluster", self.cluster_kind, "embedded"),
            ("backend", self.backend, "local"),
        )
        options = "".join(f" --{name} {value}" for name, value, usual in given if value != usual)
        return f'eval "$(.venv/bin/python -m tools env{options})"'

    def cluster(self) -> Cluster:
        """The cluster."""
        return EmbeddedCluster(self.layout) if self.embedded else CurrentCluster(self.layout)

    def choose_chart(self) -> Chart:
        """The chart of the monitoring stack."""
        return choose(self.layout, self.chart, embedded=self.embedded)

    def engine(self, cluster: Cluster, chart: Chart | None = None) -> Engine:
        """The engine, told where the cluster and the chart are."""
        surroundings = {**cluster.environment, **(chart.environment if chart else {})}
        return Engine(self.layout, backend=self.backend, surroundings=surroundings)

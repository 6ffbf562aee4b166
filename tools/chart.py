"""Where the chart of the monitoring stack comes from."""

import os
from dataclasses import dataclass
from pathlib import Path

from slipway.settings.chart import REPOSITORY, VARIABLE
from tools.failure import Failure
from tools.layout import Layout
from tools.network import reachable

STAND_IN = "charts/kube-prometheus-stack-stand-in"


@dataclass(frozen=True)
class Chart:
    """A choice, told to the program by its environment: a path, or nothing for the pinned chart."""

    source: str | None
    description: str

    @property
    def environment(self) -> dict[str, str]:
        """What the program is told; empty counts as nothing."""
        return {VARIABLE: self.source or ""}


def choose(layout: Layout, given: str | None, *, embedded: bool) -> Chart:
    """The given path; or the repository if it answers; or, on an embedded cluster only, the project's stand-in."""
    if given:
        path = Path(given).expanduser()
        path = path if path.is_absolute() else layout.project / path
        if not path.is_file() and not (path / "Chart.yaml").is_file():
            raise Failure(f"CHART={given}: expected a chart's folder (with a Chart.yaml) or its archive (.tgz)")
        # Relative, so that no path of this machine gets into the state.
        relative = os.path.relpath(path.resolve(), layout.project)
        return Chart(relative, given)
    if reachable(f"{REPOSITORY}/index.yaml"):
        return Chart(None, "pinned chart from its repository")
    if embedded:
        return Chart(STAND_IN, "stand-in; the chart repository cannot be reached")
    raise Failure(
        f"the chart repository {REPOSITORY} cannot be reached, and the stand-in is for the embedded cluster only; "
        f"give a fetched chart: CHART=kube-prometheus-stack-<version>.tgz"
    )

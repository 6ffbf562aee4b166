"""The source of the monitoring chart: a path of the user, its repository, or the stand-in of this project."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from slipway.settings.chart import REPOSITORY, VARIABLE
from tools.failure import Failure
from tools.layout import Layout
from tools.network import reachable

STAND_IN = "charts/kube-prometheus-stack-stand-in"


@dataclass(frozen=True)
class Chart:
    """A source. The program reads it from an environment variable: a path, or nothing for the pinned chart."""

    source: str | None
    description: str

    @property
    def environment(self) -> dict[str, str]:
        """The variable for the program. Empty means the pinned chart."""
        return {VARIABLE: self.source or ""}


NONE = Chart(None, "none; the stack has no monitoring")
_MONITORING = re.compile(r":monitoring[\"']?\s*:")


def is_needed(stack_file: Path) -> bool:
    """False for a stack without monitoring. A file that cannot be read says nothing."""
    try:
        return _MONITORING.search(stack_file.read_text()) is not None
    except (OSError, UnicodeDecodeError):
        return True


def choose(layout: Layout, given: str | None, *, embedded: bool) -> Chart:
    """Takes the given path, else the repository if it answers, else the stand-in (on the embedded cluster only)."""
    if given:
        path = Path(given).expanduser()
        path = path if path.is_absolute() else layout.project / path
        if not path.is_file() and not (path / "Chart.yaml").is_file():
            raise Failure(f"CHART={given}: expected the folder of a chart (with a Chart.yaml) or its archive (.tgz)")
        # A relative path: the state must hold no path of this machine.
        relative = os.path.relpath(path.resolve(), layout.project)
        return Chart(relative, given)
    if reachable(f"{REPOSITORY}/index.yaml"):
        return Chart(None, "pinned chart from its repository")
    if embedded:
        return Chart(STAND_IN, "stand-in; the chart repository is not reachable")
    raise Failure(
        f"the chart repository {REPOSITORY} is not reachable, and the stand-in is for the embedded cluster only; "
        f"download the chart and give its path: CHART=kube-prometheus-stack-<version>.tgz"
    )

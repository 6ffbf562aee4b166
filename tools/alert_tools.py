"""amtool and Alertmanager, which read and run the alert routing in the tests.

https://github.com/prometheus/alertmanager.
"""

import shutil
from pathlib import Path

from tools.build import found_or_built
from tools.layout import Layout
from tools.programs import ALERT_TOOLS
from tools.steps import Step


def alert_tools(layout: Layout, step: Step) -> dict[str, Path]:
    """The programs of `ALERT_TOOLS` by name: those on PATH, and the others built from source."""
    found = {program.name: shutil.which(program.name) for program in ALERT_TOOLS}
    there = {name: Path(path) for name, path in found.items() if path}
    return found_or_built(layout, ALERT_TOOLS, there, step)

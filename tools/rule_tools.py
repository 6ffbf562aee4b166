"""What the tests read, lint and run rules of Prometheus with.

promtool and prometheus: https://github.com/prometheus/prometheus, pint: https://cloudflare.github.io/pint, sloth:
https://sloth.dev.
"""

import os
import re
import shutil
from pathlib import Path

from tools.build import found_or_built
from tools.layout import Layout
from tools.programs import PROMETHEUS, PROMTOOL, RULE_TOOLS
from tools.steps import Step
from tools.subprocesses import capture

_OLDEST = 3
"""Prometheus 2 writes `le="1"` for `le="1.0"`, and knows no native histograms."""


def rule_tools(layout: Layout, step: Step) -> dict[str, Path]:
    """The programs of `RULE_TOOLS` by name: those on PATH, and the others built from source."""
    found = {program.name: shutil.which(program.name) for program in RULE_TOOLS}
    usable = {name: Path(path) for name, path in found.items() if path and _is_new_enough(name, path)}
    return found_or_built(layout, RULE_TOOLS, usable, step)


def _is_new_enough(name: str, path: str) -> bool:
    if name not in (PROMETHEUS.name, PROMTOOL.name):
        return True
    said = capture([path, "--version"], env=os.environ, cwd=Path("/"))
    version = re.search(r"version (\d+)\.", said.out + said.err)
    return version is not None and int(version[1]) >= _OLDEST

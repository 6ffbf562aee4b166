"""Whether what is deployed is what was committed."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from settings.mistakes.problems import Problem

ROOT = Path(__file__).parent.parent
VARIABLE = "SLIPWAY_UNCOMMITTED"
"""The reason for a deployment that no commit describes."""

_NAMED = 5
_WAY_OUT = f"commit, or say why not: {VARIABLE}='<reason>' pulumi up"


def uncommitted(root: Path = ROOT) -> Iterator[Problem]:
    """Changes and new files in the program's tree, those that git ignores left out.

    Production is what somebody reviewed, and can be made again: an edit that only one machine has is neither.
    """
    # Git's own variables (in a hook, say) would point it at another tree.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "status", "--porcelain", "--untracked-files=normal", "--", "."]
    try:
        status = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # a fixed command
    except FileNotFoundError:
        yield Problem("git", f"is not there to tell whether everything is committed; {_WAY_OUT}")
        return
    if status.returncode != 0:
        yield Problem("git", f"cannot tell whether everything is committed ({status.stderr.strip()}); {_WAY_OUT}")
        return
    files = [line[3:] for line in status.stdout.splitlines()]
    if files:
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        named = ", ".join(files[:_NAMED])
        yield Problem("git", f"production is deployed from what is committed, and {named}{more} is not; {_WAY_OUT}")


def reason_given() -> str:
    """Why the tree may differ from its commit, or nothing."""
    return os.environ.get(VARIABLE, "").strip()

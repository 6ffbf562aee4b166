"""Whether what is deployed is what was committed."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from slipway.checks.problems import Problem

ROOT = Path(__file__).parent.parent
VARIABLE = "SLIPWAY_UNCOMMITTED"
"""The reason for a deployment that no commit describes."""

_NAMED = 5
_WAY_OUT = f"commit, or say why not: {VARIABLE}='<reason>' pulumi up"


class _Untold(Exception):  # noqa: N818  # it is what git leaves it
    """Why git cannot tell."""


def uncommitted(root: Path = ROOT, project: Path = ROOT, files: Sequence[str] = ()) -> Iterator[Problem]:
    """Changes and new files in the program's tree, those that git ignores left out; but of the `files` that are
    mounted in pods, by their paths below `project`, every one that is not as committed, ignored or not.

    Production is what somebody reviewed, and can be made again: an edit that only one machine has is neither.
    """
    try:
        found = [*_changed(root, ["."]), *(_not_as_committed(project, files) if files else [])]
    except _Untold as error:
        yield Problem("git", f"{error}; {_WAY_OUT}")
        return
    names = list(dict.fromkeys(found))
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        named = ", ".join(names[:_NAMED])
        yield Problem("git", f"production is deployed from what is committed, and {named}{more} is not; {_WAY_OUT}")


def reason_given() -> str:
    """Why the tree may differ from its commit, or nothing."""
    return os.environ.get(VARIABLE, "").strip()


def _changed(root: Path, paths: Sequence[str]) -> list[str]:
    status = _git(root, "status", "--porcelain", "--untracked-files=normal", "--", *paths)
    return [line[3:] for line in status.splitlines()]


def _not_as_committed(project: Path, files: Sequence[str]) -> list[str]:
    """What git ignores, its status does not tell."""
    known = _git(project, "ls-files", "-z", "--", *files).split("\0")
    return [*_changed(project, files), *(file for file in files if file not in known)]


def _git(root: Path, *arguments: str) -> str:
    """What git prints. Its own variables (in a hook, say) would point it at another tree, and no path is a pattern."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # no shell
    except FileNotFoundError:
        raise _Untold("is not there to tell whether everything is committed") from None
    if done.returncode != 0:
        raise _Untold(f"cannot tell whether everything is committed ({done.stderr.strip()})")
    return done.stdout

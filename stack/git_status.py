"""The check that production is deployed from committed files."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from slipway.checks.problems import Problem

ROOT = Path(__file__).parent.parent
VARIABLE = "SLIPWAY_UNCOMMITTED"
"""The variable with the reason for a deployment of uncommitted files."""

_NAMED = 5
_WAY_OUT = f"commit, or give a reason: {VARIABLE}='<reason>' pulumi up"


class _NoAnswer(Exception):  # noqa: N818  # the caller turns it into a problem
    """The reason why git gives no answer."""


def uncommitted(root: Path = ROOT, project: Path = ROOT, files: Sequence[str] = ()) -> Iterator[Problem]:
    """A problem if there are changed or new files in the program's tree, except files that git ignores. `files` are
    mounted in pods, by paths below `project`: they must be committed, even if git ignores them.

    Production must be reviewed and reproducible. An edit on a single machine is neither.
    """
    try:
        found = [*_changed(root, ["."]), *(_not_as_committed(project, files) if files else [])]
    except _NoAnswer as error:
        yield Problem("git", f"{error}; {_WAY_OUT}")
        return
    names = list(dict.fromkeys(found))
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        named = ", ".join(names[:_NAMED])
        yield Problem(
            "git", f"production is deployed from committed files only; not committed: {named}{more}; {_WAY_OUT}"
        )


def reason_given() -> str:
    """The reason from the variable, or an empty string."""
    return os.environ.get(VARIABLE, "").strip()


def _changed(root: Path, paths: Sequence[str]) -> list[str]:
    status = _git(root, "status", "--porcelain", "--untracked-files=normal", "--", *paths)
    return [line[3:] for line in status.splitlines()]


def _not_as_committed(project: Path, files: Sequence[str]) -> list[str]:
    """The files that differ from the commit. `git ls-files` finds ignored files, which `git status` does not show."""
    known = _git(project, "ls-files", "-z", "--", *files).split("\0")
    return [*_changed(project, files), *(file for file in files if file not in known)]


def _git(root: Path, *arguments: str) -> str:
    """The output of git. Its variables (from a git hook, for example) are removed, because they can name another
    repository. Paths are literal, not patterns.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # no shell
    except FileNotFoundError:
        raise _NoAnswer("git is not installed, so it is unknown if all files are committed") from None
    if done.returncode != 0:
        raise _NoAnswer(f"it is unknown if all files are committed ({done.stderr.strip()})")
    return done.stdout

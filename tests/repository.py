"""Git repositories of the tests' own."""

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    """`git ARGUMENTS` in a repository, as nobody in particular."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

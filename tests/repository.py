"""Git repositories for tests."""

import shutil
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    """`git ARGUMENTS` in a repository, with a neutral author."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def copy_of_checkout(root: Path, place: Path) -> Path:
    """A copy of a checkout without ignored files, but with uncommitted changes. Returns `place`."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        source = root / name
        if name and source.is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place / name)
    return place

"""Git repositories of the tests' own."""

import shutil
import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    """`git ARGUMENTS` in a repository, as nobody in particular."""
    who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def copy_of_checkout(root: Path, place: Path) -> Path:
    """A copy of what is in a checkout and is not ignored, uncommitted changes too; returns `place`."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in listed.split("\0"):
        source = root / name
        if name and source.is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place / name)
    return place

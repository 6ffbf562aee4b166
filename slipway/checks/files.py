"""Files that fit the ConfigMap of their folder."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from slipway.checks.problems import Problem
from slipway.settings.files import file_text

LARGEST = 1024 * 1024
"""Bytes of all that a ConfigMap holds: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation"""

ELSEWHERE = "expected what is larger in the image, or among downloads"


def overfull_folders(path: str, files: Mapping[str, JsonValue]) -> Iterator[Problem]:
    """Each folder with more content than a ConfigMap takes, among all files of the app at `path`."""
    sizes: Counter[str] = Counter()
    for file, content in files.items():
        sizes[file.rpartition("/")[0]] += len(file_text(file, content).encode())
    for folder, size in sizes.items():
        if size > LARGEST:
            message = (
                f"files and repositoryFiles of a folder are one ConfigMap, which holds at most {LARGEST:,} bytes, and "
                f"those of {folder} have {size:,}; {ELSEWHERE}"
            )
            yield Problem(path, message)

"""Files that fit the ConfigMap of their folder."""

from collections import Counter
from collections.abc import Iterator

from slipway.checks.problems import Problem
from slipway.settings.files import file_text
from slipway.settings.pod import PodSettings

LARGEST = 1024 * 1024
"""Bytes of all that a ConfigMap holds: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation"""

ELSEWHERE = "expected what is larger in the image, or among downloads"


def overfull_folders(path: str, app: PodSettings) -> Iterator[Problem]:
    """Each folder whose files, wherever they come from, are more than a ConfigMap takes."""
    sizes: Counter[str] = Counter()
    for file, content in app.files.items():
        sizes[file.rpartition("/")[0]] += len(file_text(file, content).encode())
    for folder, size in sizes.items():
        if size > LARGEST:
            message = (
                f"files and repositoryFiles of a folder are one ConfigMap, which holds at most {LARGEST:,} bytes, and "
                f"those of {folder} have {size:,}; {ELSEWHERE}"
            )
            yield Problem(path, message)

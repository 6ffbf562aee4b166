"""The size limit of the ConfigMap of a folder."""

from collections import Counter
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from slipway.checks.problems import Problem
from slipway.settings.files import file_text

LARGEST = 1024 * 1024
"""The largest size of a ConfigMap in bytes: https://kubernetes.io/docs/concepts/configuration/configmap/#motivation"""

ELSEWHERE = "expected larger files in the image, or in downloads"


def overfull_folders(path: str, files: Mapping[str, JsonValue]) -> Iterator[Problem]:
    """Every folder whose files are larger than a ConfigMap."""
    sizes: Counter[str] = Counter()
    for file, content in files.items():
        sizes[file.rpartition("/")[0]] += len(file_text(file, content).encode())
    for folder, size in sizes.items():
        if size > LARGEST:
            message = (
                f"expected at most {LARGEST:,} bytes in files, repositoryFiles and binaryFiles of one folder (one "
                f"ConfigMap); got {size:,} in {folder}; {ELSEWHERE}"
            )
            yield Problem(path, message)

"""ConfigMaps whose names tell their content.

A change of content makes a new object and leaves the old one to the pods that still use it; the pods that refer to it
roll, and no others: https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
"""

from collections.abc import Mapping
from dataclasses import dataclass

from blocks.storage.volume_name import volume_name
from blocks.words.digest import digest
from settings.containers.file_text import file_text
from settings.kinds.pod import PodSettings
from settings.words.vocabulary import APP_NAME_LIMIT


@dataclass(frozen=True)
class Content:
    """A ConfigMap to be: what it holds decides what it is called."""

    stem: str
    data: Mapping[str, str]

    @property
    def name(self) -> str:
        """`<stem>-<digest>`, the same for the same content everywhere."""
        return f"{self.stem}-{digest(self.data)}"


def file_contents(app: str, settings: PodSettings) -> dict[str, Content]:
    """One ConfigMap for each folder that holds files of the app."""
    folders: dict[str, dict[str, str]] = {}
    for path, value in sorted(settings.files.items()):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, {})[name] = file_text(path, value)
    return {folder: Content(f"{app[:APP_NAME_LIMIT]}-{volume_name(folder)}", data) for folder, data in folders.items()}

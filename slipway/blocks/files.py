"""Files: ConfigMaps with a digest of their content in their name, and volumes of single keys.

Changed content makes a new ConfigMap, and the pods that refer to it roll. Old pods keep the old ConfigMap:
https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pulumi_kubernetes.core.v1 import (
    ConfigMapProjectionArgs,
    KeyToPathArgs,
    ProjectedVolumeSourceArgs,
    SecretProjectionArgs,
    VolumeArgs,
    VolumeProjectionArgs,
)
from pydantic import JsonValue

from slipway.blocks.naming import digest, volume_name
from slipway.blocks.references import ObjectNames, real_key
from slipway.settings.fields import APP_NAME_LIMIT
from slipway.settings.files import KeyFilesSettings, file_text


@dataclass(frozen=True)
class Content:
    """The data of a ConfigMap, which decides its name."""

    stem: str
    data: Mapping[str, str]

    @property
    def name(self) -> str:
        """`<stem>-<digest>`. The same content has the same name in every stack."""
        return f"{self.stem}-{digest(self.data)}"


def file_contents(app: str, files: Mapping[str, JsonValue]) -> dict[str, Content]:
    """The data of one ConfigMap for each folder with files of the app."""
    folders: dict[str, dict[str, str]] = {}
    for path, value in sorted(files.items()):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, {})[name] = file_text(path, value)
    return {folder: Content(f"{app[:APP_NAME_LIMIT]}-{volume_name(folder)}", data) for folder, data in folders.items()}


MODE = 0o440
"""Readable by the group of the process (fsGroup) only."""


def key_file_volumes(settings: KeyFilesSettings, *, config_maps: ObjectNames, secrets: ObjectNames) -> list[VolumeArgs]:
    """One projected volume for each folder, with keys of ConfigMaps and Secrets."""
    return [
        VolumeArgs(
            name=volume_name(folder),
            projected=ProjectedVolumeSourceArgs(
                default_mode=MODE, sources=_sources(settings, folder, config_maps, secrets)
            ),
        )
        for folder in settings.key_file_folders()
    ]


def _sources(
    settings: KeyFilesSettings, folder: str, config_maps: ObjectNames, secrets: ObjectNames
) -> list[VolumeProjectionArgs]:
    sources: list[VolumeProjectionArgs] = []
    for file, reference in _within(folder, settings.config_files):
        name, key = real_key(reference, config_maps)
        item = KeyToPathArgs(key=key, path=file)
        sources.append(VolumeProjectionArgs(config_map=ConfigMapProjectionArgs(name=name, items=[item])))
    for file, reference in _within(folder, settings.secret_files):
        name, key = real_key(reference, secrets)
        item = KeyToPathArgs(key=key, path=file)
        sources.append(VolumeProjectionArgs(secret=SecretProjectionArgs(name=name, items=[item])))
    return sources


def _within(folder: str, files: dict[str, str]) -> list[tuple[str, str]]:
    """The files of a folder by their file names."""
    parts = ((path.rpartition("/"), reference) for path, reference in sorted(files.items()))
    return [(name, reference) for (parent, _, name), reference in parts if parent == folder]

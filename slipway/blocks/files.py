"""Files: ConfigMaps with a digest of their content in their name, and volumes of single keys.

Changed content makes a new ConfigMap, and the pods that refer to it roll. Old pods keep the old ConfigMap:
https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    ConfigMapProjectionArgs,
    ConfigMapVolumeSourceArgs,
    KeyToPathArgs,
    ProjectedVolumeSourceArgs,
    SecretProjectionArgs,
    VolumeArgs,
    VolumeMountArgs,
    VolumeProjectionArgs,
)
from pydantic import JsonValue

from slipway.blocks.naming import digest, volume_name
from slipway.blocks.references import ObjectNames, real_key
from slipway.settings.fields import APP_NAME_LIMIT
from slipway.settings.files import Base64, file_text
from slipway.settings.pod import PodSettings


@dataclass(frozen=True)
class Content:
    """The data of a ConfigMap, which decides its name."""

    stem: str
    data: Mapping[str, str]
    binary: Mapping[str, str] = field(default_factory=dict)
    """Binary content, in base64."""

    @property
    def name(self) -> str:
        """`<stem>-<digest>`. The same content has the same name in every stack."""
        return f"{self.stem}-{digest([self.data, self.binary] if self.binary else self.data)}"


def file_contents(app: str, files: Mapping[str, JsonValue]) -> dict[str, Content]:
    """The data of one ConfigMap for each folder with files of the app."""
    folders: dict[str, Content] = {}
    for path, value in sorted(files.items()):
        folder, _, name = path.rpartition("/")
        stem = f"{app[:APP_NAME_LIMIT]}-{volume_name(folder)}"
        held: Content = folders.setdefault(folder, Content(stem, data={}, binary={}))
        folders[folder] = (
            replace(held, binary={**held.binary, name: value})
            if isinstance(value, Base64)
            else replace(held, data={**held.data, name: file_text(path, value)})
        )
    return folders


@dataclass(frozen=True)
class MountedFolder:
    """The files of one volume in one folder. In a folder of the image each is mounted alone, by its `subPath`."""

    folder: str
    files: Sequence[str]
    alone: bool

    @property
    def volume(self) -> str:
        """The name of the volume. Another volume may be mounted at the folder in which the files are alone."""
        return volume_name(self.files[0] if self.alone else self.folder)

    def mounts(self) -> list[VolumeMountArgs]:
        """One mount for the folder, or one for each file."""
        if not self.alone:
            return [VolumeMountArgs(name=self.volume, mount_path=self.folder, read_only=True)]
        return [
            VolumeMountArgs(name=self.volume, mount_path=file, sub_path=file.rpartition("/")[2], read_only=True)
            for file in self.files
        ]


def mounted_folders(files: Iterable[str], image_folders: Collection[str]) -> list[MountedFolder]:
    """The folders of these files, in the order of their paths."""
    folders: dict[str, list[str]] = {}
    for path in sorted(files):
        folders.setdefault(path.rpartition("/")[0], []).append(path)
    return [MountedFolder(folder, those, folder in image_folders) for folder, those in folders.items()]


def file_volumes(folders: Iterable[MountedFolder], config_maps: Mapping[str, Input[str]]) -> list[VolumeArgs]:
    """The ConfigMap volume of each folder of files. `config_maps` are the names in the cluster, by folder."""
    return [
        VolumeArgs(name=each.volume, config_map=ConfigMapVolumeSourceArgs(name=config_maps[each.folder]))
        for each in folders
    ]


MODE = 0o440
"""Readable by the group of the process (fsGroup) only."""


def key_file_volumes(settings: PodSettings, *, config_maps: ObjectNames, secrets: ObjectNames) -> list[VolumeArgs]:
    """One projected volume for each folder, with keys of ConfigMaps and Secrets."""
    return [
        VolumeArgs(
            name=each.volume,
            projected=ProjectedVolumeSourceArgs(
                default_mode=MODE, sources=_sources(settings, each.folder, config_maps, secrets)
            ),
        )
        for each in mounted_folders(settings.key_files(), settings.image_folders)
    ]


def _sources(
    settings: PodSettings, folder: str, config_maps: ObjectNames, secrets: ObjectNames
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

"""The volumes of files that are keys of ConfigMaps and Secrets."""

from pulumi_kubernetes.core.v1 import (
    ConfigMapProjectionArgs,
    KeyToPathArgs,
    ProjectedVolumeSourceArgs,
    SecretProjectionArgs,
    VolumeArgs,
    VolumeProjectionArgs,
)

from blocks.storage.volume_name import volume_name
from blocks.words.names import Names, real_key
from settings.containers.key_files import KeyFilesSettings

MODE = 0o440
"""Readable by the group of the process, to which the volume belongs, and by nobody else."""


def key_file_volumes(settings: KeyFilesSettings, *, config_maps: Names, secrets: Names) -> list[VolumeArgs]:
    """One for each folder, whatever its files come from."""
    return [
        VolumeArgs(
            name=volume_name(folder),
            projected=ProjectedVolumeSourceArgs(
                default_mode=MODE, sources=_sources(settings, folder, config_maps, secrets)
            ),
        )
        for folder in settings.key_file_folders()
    ]


def _sources(settings: KeyFilesSettings, folder: str, config_maps: Names, secrets: Names) -> list[VolumeProjectionArgs]:
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
    """The files of the folder by their own names."""
    parts = ((path.rpartition("/"), reference) for path, reference in sorted(files.items()))
    return [(name, reference) for (parent, _, name), reference in parts if parent == folder]

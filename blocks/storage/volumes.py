"""The volumes of a pod, and where its container mounts them."""

from collections.abc import Iterable, Mapping

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    ConfigMapVolumeSourceArgs,
    EmptyDirVolumeSourceArgs,
    VolumeArgs,
    VolumeMountArgs,
)

from blocks.storage.volume_name import volume_name

SCRATCH_LIMIT = "64Mi"
"""The size of a writable folder; a pod that writes more is evicted instead of filling its node."""


def scratch_volumes(paths: Iterable[str]) -> list[VolumeArgs]:
    """Folders that are writable and go with the pod."""
    limit = EmptyDirVolumeSourceArgs(size_limit=SCRATCH_LIMIT)
    return [VolumeArgs(name=volume_name(path), empty_dir=limit) for path in paths]


def file_volumes(config_maps: Mapping[str, Input[str]]) -> list[VolumeArgs]:
    """The files of each folder, from the ConfigMap that holds them."""
    return [
        VolumeArgs(name=volume_name(folder), config_map=ConfigMapVolumeSourceArgs(name=name))
        for folder, name in config_maps.items()
    ]


def mounts(writable: Iterable[str], read_only: Iterable[str]) -> list[VolumeMountArgs]:
    """Each volume at the path that it is named after."""
    return [
        *(VolumeMountArgs(name=volume_name(path), mount_path=path) for path in writable),
        *(VolumeMountArgs(name=volume_name(path), mount_path=path, read_only=True) for path in read_only),
    ]

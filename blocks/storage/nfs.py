"""A folder of a file server, as a volume of the cluster and a claim to it.

https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
"""

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    NFSVolumeSourceArgs,
    PersistentVolumeClaimSpecArgs,
    PersistentVolumeSpecArgs,
    VolumeResourceRequirementsArgs,
)

from settings.storage.volumes import NFS_SIZE, NfsVolume

NOMINAL = {"storage": NFS_SIZE}
"""Nobody is held to it."""


def nfs_volume(name: str, server: NfsVolume) -> PersistentVolumeSpecArgs:
    """What lies on the server stays there."""
    return PersistentVolumeSpecArgs(
        access_modes=["ReadWriteMany"],
        capacity=NOMINAL,
        storage_class_name=name,
        persistent_volume_reclaim_policy="Retain",
        nfs=NFSVolumeSourceArgs(server=server.server, path=server.path),
    )


def nfs_claim(name: str, volume: Input[str]) -> PersistentVolumeClaimSpecArgs:
    """Bound to that volume and no other. The class exists in name only, which keeps other claims away from it."""
    return PersistentVolumeClaimSpecArgs(
        access_modes=["ReadWriteMany"],
        storage_class_name=name,
        volume_name=volume,
        resources=VolumeResourceRequirementsArgs(requests=NOMINAL),
    )

"""The volumes of a pod and their mounts."""

import hashlib
from collections.abc import Iterable

from pulumi import Input
from pulumi_kubernetes.core.v1 import (
    ConfigMapProjectionArgs,
    CSIVolumeSourceArgs,
    DownwardAPIProjectionArgs,
    DownwardAPIVolumeFileArgs,
    EmptyDirVolumeSourceArgs,
    EphemeralVolumeSourceArgs,
    HostPathVolumeSourceArgs,
    LocalObjectReferenceArgs,
    NFSVolumeSourceArgs,
    ObjectFieldSelectorArgs,
    PersistentVolumeClaimSpecArgs,
    PersistentVolumeClaimTemplateArgs,
    PersistentVolumeClaimVolumeSourceArgs,
    PersistentVolumeSpecArgs,
    ProjectedVolumeSourceArgs,
    SecretProjectionArgs,
    ServiceAccountTokenProjectionArgs,
    VolumeArgs,
    VolumeMountArgs,
    VolumeProjectionArgs,
    VolumeResourceRequirementsArgs,
)

from slipway.blocks.claims import claim_spec
from slipway.blocks.naming import volume_name
from slipway.blocks.references import ObjectNames
from slipway.settings.storage import (
    NFS_SIZE,
    SCRATCH_LIMIT,
    CsiVolumeSettings,
    EmptyDirSettings,
    NfsVolumeSettings,
    PodVolumeSettings,
    ProjectedSourceSettings,
    Volumes,
    VolumeSettings,
)


def scratch_volumes(paths: Iterable[str]) -> list[VolumeArgs]:
    """One emptyDir for each writable path."""
    limit = EmptyDirVolumeSourceArgs(size_limit=SCRATCH_LIMIT)
    return [VolumeArgs(name=volume_name(path), empty_dir=limit) for path in paths]


def mounts(*, writable: Iterable[str] = (), read_only: Iterable[str] = ()) -> list[VolumeMountArgs]:
    """One mount for each path. The name of a volume comes from its path."""
    return [
        *(VolumeMountArgs(name=volume_name(path), mount_path=path) for path in writable),
        *(VolumeMountArgs(name=volume_name(path), mount_path=path, read_only=True) for path in read_only),
    ]


NOMINAL = {"storage": NFS_SIZE}
"""A size for the API only: it is not enforced."""


def nfs_volume(name: str, server: NfsVolumeSettings) -> PersistentVolumeSpecArgs:
    """The PersistentVolume of an NFS server. It retains its data."""
    return PersistentVolumeSpecArgs(
        access_modes=["ReadWriteMany"],
        capacity=NOMINAL,
        storage_class_name=name,
        persistent_volume_reclaim_policy="Retain",
        nfs=NFSVolumeSourceArgs(server=server.server, path=server.path),
    )


def nfs_claim(name: str, volume: Input[str]) -> PersistentVolumeClaimSpecArgs:
    """A claim bound to this volume. Its storage class does not exist, so no other claim is bound to the volume."""
    return PersistentVolumeClaimSpecArgs(
        access_modes=["ReadWriteMany"],
        storage_class_name=name,
        volume_name=volume,
        resources=VolumeResourceRequirementsArgs(requests=NOMINAL),
    )


def pod_volumes(app: str, volumes: Volumes, *, config_maps: ObjectNames, secrets: ObjectNames) -> list[VolumeArgs]:
    """One volume for each path."""
    return [_volume(app, path, volume, config_maps, secrets) for path, volume in volumes.items()]


def writable(volumes: Volumes) -> list[str]:
    """The paths that the process may write to."""
    return [path for path, volume in volumes.items() if not _read_only(volume)]


def read_only(volumes: Volumes) -> list[str]:
    """The paths that the process may only read."""
    return [path for path, volume in volumes.items() if _read_only(volume)]


def shared_claims(app: str, volumes: Volumes) -> dict[str, VolumeSettings]:
    """The claims that all pods of the app mount, by name."""
    return {own_claim(app, path, volume): volume.shared for path, volume in volumes.items() if volume.shared}


def nfs_claims(app: str, volumes: Volumes) -> dict[str, NfsVolumeSettings]:
    """The claims to folders of file servers, by name."""
    return {own_claim(app, path, volume): volume.nfs for path, volume in volumes.items() if volume.nfs}


def own_claim(app: str, path: str, volume: PodVolumeSettings) -> str:
    """The name of a claim of the app. A claim to an NFS server has a digest of the server: another server makes another
    claim, and the pods roll.
    """
    name = f"{app}-{volume_name(path)}"
    if volume.nfs is None:
        return name
    return f"{name}-{hashlib.sha256(f'{volume.nfs.server}:{volume.nfs.path}'.encode()).hexdigest()[:10]}"


def _read_only(volume: PodVolumeSettings) -> bool:
    return volume.read_only or volume.projected is not None


def _volume(
    app: str, path: str, volume: PodVolumeSettings, config_maps: ObjectNames, secrets: ObjectNames
) -> VolumeArgs:
    claim = own_claim(app, path, volume) if volume.shared or volume.nfs else volume.claim
    if volume.shared_from:
        claim = f"{volume.shared_from.app}-{volume_name(volume.shared_from.path)}"
    return VolumeArgs(
        name=volume_name(path),
        empty_dir=_scratch(volume.empty_dir) if volume.empty_dir else None,
        persistent_volume_claim=PersistentVolumeClaimVolumeSourceArgs(claim_name=claim) if claim else None,
        ephemeral=_ephemeral(volume.ephemeral) if volume.ephemeral else None,
        csi=_csi(volume.csi, secrets, read_only=volume.read_only) if volume.csi else None,
        projected=_projected(volume.projected, config_maps, secrets) if volume.projected else None,
        host_path=HostPathVolumeSourceArgs(path=volume.host_path, type="Directory") if volume.host_path else None,
    )


def _scratch(volume: EmptyDirSettings) -> EmptyDirVolumeSourceArgs:
    return EmptyDirVolumeSourceArgs(size_limit=volume.size, medium=None if volume.medium == "Disk" else volume.medium)


def _ephemeral(volume: VolumeSettings) -> EphemeralVolumeSourceArgs:
    return EphemeralVolumeSourceArgs(volume_claim_template=PersistentVolumeClaimTemplateArgs(spec=claim_spec(volume)))


def _csi(volume: CsiVolumeSettings, secrets: ObjectNames, *, read_only: bool) -> CSIVolumeSourceArgs:
    return CSIVolumeSourceArgs(
        driver=volume.driver,
        read_only=read_only or None,
        volume_attributes=volume.attributes or None,
        node_publish_secret_ref=LocalObjectReferenceArgs(name=secrets.get(volume.secret, volume.secret))
        if volume.secret
        else None,
    )


def _projected(
    sources: Iterable[ProjectedSourceSettings], config_maps: ObjectNames, secrets: ObjectNames
) -> ProjectedVolumeSourceArgs:
    return ProjectedVolumeSourceArgs(sources=[_source(source, config_maps, secrets) for source in sources])


def _source(source: ProjectedSourceSettings, config_maps: ObjectNames, secrets: ObjectNames) -> VolumeProjectionArgs:
    if source.config_map:
        config_map = config_maps.get(source.config_map, source.config_map)
        return VolumeProjectionArgs(config_map=ConfigMapProjectionArgs(name=config_map))
    if source.secret:
        secret = secrets.get(source.secret, source.secret)
        return VolumeProjectionArgs(secret=SecretProjectionArgs(name=secret))
    if source.token:
        token = ServiceAccountTokenProjectionArgs(
            path=source.token.path,
            audience=source.token.audience,
            expiration_seconds=source.token.expiration_seconds,
        )
        return VolumeProjectionArgs(service_account_token=token)
    items = [
        DownwardAPIVolumeFileArgs(path=path, field_ref=ObjectFieldSelectorArgs(field_path=field))
        for path, field in (source.fields or {}).items()
    ]
    return VolumeProjectionArgs(downward_api=DownwardAPIProjectionArgs(items=items))

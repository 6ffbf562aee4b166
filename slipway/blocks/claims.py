"""The claims of a StatefulSet's pods: as templates of the set, and each by itself.

The set makes a claim from its template only when there is none of that name, and never changes one that there is:
https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
"""

from collections.abc import Iterator

from pulumi_kubernetes.core.v1 import (
    PersistentVolumeClaimArgs,
    PersistentVolumeClaimSpecArgs,
    PersistentVolumeClaimSpecPatchArgs,
    TypedLocalObjectReferenceArgs,
    TypedLocalObjectReferencePatchArgs,
    VolumeResourceRequirementsArgs,
    VolumeResourceRequirementsPatchArgs,
)
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs

from slipway.blocks import await_annotations, server_side_apply
from slipway.blocks.naming import volume_name
from slipway.settings.storage import Storage, VolumeSettings

SNAPSHOT = {"api_group": "snapshot.storage.k8s.io", "kind": "VolumeSnapshot"}

CLAIM = {**server_side_apply.OURS, **await_annotations.SKIP}
"""A claim that the set made first is taken over as it is. It may be bound only once its pod is placed, so that its
pod is what to wait for."""


def claim_spec(volume: VolumeSettings) -> PersistentVolumeClaimSpecArgs:
    """What a claim asks for."""
    return PersistentVolumeClaimSpecArgs(
        access_modes=[volume.access_mode],
        storage_class_name=volume.storage_class,
        data_source=TypedLocalObjectReferenceArgs(name=volume.snapshot, **SNAPSHOT) if volume.snapshot else None,
        resources=VolumeResourceRequirementsArgs(requests={"storage": volume.size}),
    )


def claim_templates(storage: Storage) -> list[PersistentVolumeClaimArgs]:
    """A claim of each pod for each path that outlives it."""
    return [
        PersistentVolumeClaimArgs(metadata=ObjectMetaArgs(name=volume_name(path)), spec=claim_spec(volume))
        for path, volume in storage.items()
    ]


def claims(app: str, storage: Storage, replicas: int) -> Iterator[tuple[str, VolumeSettings]]:
    """The claim of every pod and path, under the name that the set looks for."""
    for path, volume in storage.items():
        for ordinal in range(replicas):
            yield f"{volume_name(path)}-{app}-{ordinal}", volume


def claim_patch(volume: VolumeSettings) -> PersistentVolumeClaimSpecPatchArgs:
    """The same once more, so that applying it makes the claim where there is none."""
    return PersistentVolumeClaimSpecPatchArgs(
        access_modes=[volume.access_mode],
        storage_class_name=volume.storage_class,
        data_source=TypedLocalObjectReferencePatchArgs(name=volume.snapshot, **SNAPSHOT) if volume.snapshot else None,
        resources=VolumeResourceRequirementsPatchArgs(requests={"storage": volume.size}),
    )

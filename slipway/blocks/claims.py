"""The claims of a StatefulSet: as templates, and as single claims.

A StatefulSet creates a claim from its template only if there is none of that name, and never changes an existing one:
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
"""Adopt a claim that the StatefulSet created first, and do not wait for it: it may be bound only after its pod is
scheduled."""


def claim_spec(volume: VolumeSettings) -> PersistentVolumeClaimSpecArgs:
    """The spec of a claim."""
    return PersistentVolumeClaimSpecArgs(
        access_modes=[volume.access_mode],
        storage_class_name=volume.storage_class,
        data_source=TypedLocalObjectReferenceArgs(name=volume.snapshot, **SNAPSHOT) if volume.snapshot else None,
        resources=VolumeResourceRequirementsArgs(requests={"storage": volume.size}),
    )


def claim_templates(storage: Storage) -> list[PersistentVolumeClaimArgs]:
    """The claim templates of a StatefulSet, one for each path in `storage`."""
    return [
        PersistentVolumeClaimArgs(metadata=ObjectMetaArgs(name=volume_name(path)), spec=claim_spec(volume))
        for path, volume in storage.items()
    ]


def claims(app: str, storage: Storage, replicas: int) -> Iterator[tuple[str, VolumeSettings]]:
    """The claims of all pods and paths, with the names that the StatefulSet uses."""
    for path, volume in storage.items():
        for ordinal in range(replicas):
            yield f"{volume_name(path)}-{app}-{ordinal}", volume


def claim_patch(volume: VolumeSettings) -> PersistentVolumeClaimSpecPatchArgs:
    """The complete spec as a patch, so that applying it also creates a missing claim."""
    return PersistentVolumeClaimSpecPatchArgs(
        access_modes=[volume.access_mode],
        storage_class_name=volume.storage_class,
        data_source=TypedLocalObjectReferencePatchArgs(name=volume.snapshot, **SNAPSHOT) if volume.snapshot else None,
        resources=VolumeResourceRequirementsPatchArgs(requests={"storage": volume.size}),
    )

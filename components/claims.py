"""The PersistentVolumeClaims of an app, except those from a pod template."""

from collections.abc import Iterable, Sequence

from pulumi import Input, Resource
from pulumi_kubernetes.core.v1 import PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimPatch
from pulumi_kubernetes.meta.v1 import ObjectMetaPatchArgs

from slipway.blocks import await_annotations
from slipway.blocks.claims import CLAIM, claim_patch
from slipway.blocks.volumes import nfs_claim, nfs_claims, nfs_volume, shared_claims
from slipway.settings.app import AppSettings
from slipway.settings.storage import NfsVolumeSettings, VolumeSettings
from slipway.topology.labels import Marks

from .app import App
from .component import Component, metadata
from .volume_growth import ANOTHER_PATH, only_growing


def create_volumes(app: App[AppSettings]) -> None:
    """Register the claims that all pods of the app share."""
    apply_app_claims(app, shared_claims(app.name, app.settings.volumes).items())
    for name, server in nfs_claims(app.name, app.settings.volumes).items():
        _create_nfs_claim(app, name, server)


def apply_app_claims(
    app: App[AppSettings], claims: Iterable[tuple[str, VolumeSettings]], depends_on: Sequence[Resource] = ()
) -> list[PersistentVolumeClaimPatch]:
    """Register claims of an app."""
    own = app.pulumi_name
    return apply_claims(app, own, claims, namespace=app.namespace, marks=app.marks, depends_on=depends_on)


def apply_claims(
    owner: Component,
    scope: str,
    claims: Iterable[tuple[str, VolumeSettings]],
    *,
    namespace: Input[str],
    marks: Marks,
    depends_on: Sequence[Resource] = (),
    instead: str = ANOTHER_PATH,
) -> list[PersistentVolumeClaimPatch]:
    """Register claims as patches. A patch creates or grows a claim, also one that the controller has created, and never
    replaces or deletes it. `dataSource` is ignored after the creation. `scope` is the first part of their Pulumi names,
    `instead` the way to a volume that a claim cannot become.
    """
    claims = list(claims)
    hooks = only_growing(f"{scope}.{claims[0][0]}", instead) if claims else None
    return [
        PersistentVolumeClaimPatch(
            f"{scope}.{name}",
            metadata=ObjectMetaPatchArgs(
                name=name, namespace=namespace, labels=marks.labels, annotations={**marks.annotations, **CLAIM}
            ),
            spec=claim_patch(volume),
            opts=owner.child(
                retain_on_delete=True, hooks=hooks, ignore_changes=["spec.dataSource"], depends_on=depends_on
            ),
        )
        for name, volume in claims
    ]


def _create_nfs_claim(app: App[AppSettings], name: str, server: NfsVolumeSettings) -> PersistentVolumeClaim:
    """A PersistentVolume and the claim that is bound to it. Pod Security `restricted` forbids a direct NFS mount in a
    pod.
    """
    volume = PersistentVolume(
        f"{app.pulumi_name}.{name}",
        metadata=metadata(None, None, app.marks),
        spec=nfs_volume(name, server),
        opts=app.cluster_child(),
    )
    return PersistentVolumeClaim(
        f"{app.pulumi_name}.{name}",
        metadata=metadata(name, app.namespace, app.marks, await_annotations.SKIP),
        spec=nfs_claim(name, volume.metadata.name),
        opts=app.child(),
    )

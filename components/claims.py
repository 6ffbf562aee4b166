"""The claims that an app has beside those which its pods make for themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pulumi import Input, Resource
from pulumi_kubernetes.core.v1 import PersistentVolume, PersistentVolumeClaim, PersistentVolumeClaimPatch
from pulumi_kubernetes.meta.v1 import ObjectMetaArgs, ObjectMetaPatchArgs

from slipway.blocks import await_annotations
from slipway.blocks.claims import CLAIM, claim_patch
from slipway.blocks.volumes import nfs_claim, nfs_volume
from slipway.settings.storage import NfsVolumeSettings, VolumeSettings

from .base import Component, metadata
from .volume_growth import only_growing


@dataclass(frozen=True)
class Claims:
    """Registers claims of one app as its children."""

    owner: Component
    pulumi_name: str
    namespace: Input[str]
    labels: Mapping[str, str]

    def keep(
        self, claims: Iterable[tuple[str, VolumeSettings]], depends_on: Sequence[Resource] = ()
    ) -> list[PersistentVolumeClaimPatch]:
        """Patches, because applying one makes or grows a claim, whoever made it, and never replaces or deletes it. What
        a volume began with is no change of it.
        """
        claims = list(claims)
        hooks = only_growing(f"{self.pulumi_name}.{claims[0][0]}") if claims else None
        return [
            PersistentVolumeClaimPatch(
                f"{self.pulumi_name}.{name}",
                metadata=ObjectMetaPatchArgs(
                    name=name, namespace=self.namespace, labels=self.labels, annotations=CLAIM
                ),
                spec=claim_patch(volume),
                opts=self.owner.child(
                    retain_on_delete=True, hooks=hooks, ignore_changes=["spec.dataSource"], depends_on=depends_on
                ),
            )
            for name, volume in claims
        ]

    def mount_nfs(self, name: str, server: NfsVolumeSettings) -> PersistentVolumeClaim:
        """A volume of the cluster and the claim that is bound to it: a pod that mounted the server itself would not
        pass Pod Security `restricted`.
        """
        volume = PersistentVolume(
            f"{self.pulumi_name}.{name}",
            metadata=ObjectMetaArgs(labels=self.labels),
            spec=nfs_volume(name, server),
            opts=self.owner.cluster_child(),
        )
        return PersistentVolumeClaim(
            f"{self.pulumi_name}.{name}",
            metadata=metadata(name, self.namespace, self.labels, await_annotations.SKIP),
            spec=nfs_claim(name, volume.metadata.name),
            opts=self.owner.child(),
        )

"""An app whose pods have names and volumes of their own."""

from typing import Any

from pulumi import Output, Stash
from pulumi_kubernetes.apps.v1 import (
    StatefulSet,
    StatefulSetPersistentVolumeClaimRetentionPolicyArgs,
    StatefulSetSpecArgs,
)
from pulumi_kubernetes.core.v1 import ConfigMap
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs, OwnerReferenceArgs

from slipway.blocks import await_annotations
from slipway.blocks.claims import claim_templates, claims
from slipway.blocks.rollout import stateful_strategy
from slipway.settings.kinds import StatefulAppSettings

from .network_face import NetworkFace
from .replicated import Replicated
from .volume_growth import same_paths

REPLACED_ROUND_ITS_PODS = {"pulumi.com/deletionPropagationPolicy": "orphan"}
"""A set whose claim templates change is replaced. Its pods stay, and belong to the new one by its selector."""

FIXED = {"pod_management_policy", "storage"}
"""The settings whose change replaces the set."""

DESCRIPTION = {"kubernetes.io/description": "Owns the StatefulSet: whoever deletes this deletes the set and its pods."}


class StatefulApp(NetworkFace[StatefulAppSettings], Replicated[StatefulAppSettings]):
    """A StatefulSet, its headless and client Services and ServiceAccount, and a claim for each volume and pod.

    Claims are applied before the set, which finds them by their names: they grow first, and when one cannot, the set is
    not touched. Pulumi never deletes one.
    `url` is where it is reached: the address outside when there is one, otherwise the client Service's in the cluster;
    a single pod is `<name>-0.<name>-headless`.
    """

    def own(self, settings: StatefulAppSettings) -> dict[str, Any]:
        """Its StatefulSet and Services."""
        self.headless_service = self.headless(settings, before_ready=True)
        self.lifetime = ConfigMap(
            f"{self.pulumi_name}-lifetime",
            metadata=self.metadata("-lifetime", annotations=DESCRIPTION),
            immutable=True,
            opts=self.child(),
        )
        self.paths = Stash(
            f"{self.pulumi_name}-paths",
            input=sorted(settings.storage),
            opts=self.child(hooks=same_paths(self.pulumi_name)),
        )
        self.kept = self.claims.keep(
            claims(self.name, settings.storage, settings.least_replicas), depends_on=[self.paths]
        )
        self.unchangeable = Stash(
            f"{self.pulumi_name}-unchangeable",
            input=settings.model_dump(include=FIXED, by_alias=True),
            opts=self.child(depends_on=self.kept, replace_on_changes=["input"]),
        )
        self.stateful_set = StatefulSet(
            self.pulumi_name,
            metadata=self._set_metadata(),
            spec=StatefulSetSpecArgs(
                replicas=settings.fixed_replicas,
                service_name=self.headless_service.metadata.name,
                selector=LabelSelectorArgs(match_labels=self.selector),
                pod_management_policy=settings.pod_management_policy,
                persistent_volume_claim_retention_policy=StatefulSetPersistentVolumeClaimRetentionPolicyArgs(
                    when_deleted=settings.retention.when_deleted, when_scaled=settings.retention.when_scaled
                ),
                update_strategy=stateful_strategy(settings.rollout),
                min_ready_seconds=settings.rollout.min_ready_seconds,
                template=self.pods(claimed=settings.storage),
                volume_claim_templates=claim_templates(settings.storage) or None,
            ),
            opts=self.controller_options(depends_on=self.kept, deleted_with=self.lifetime, delete_before_replace=True),
        )
        self.scale(self.stateful_set)
        return self.serve(settings)

    def _set_metadata(self) -> ObjectMetaArgs:
        """The set belongs to the ConfigMap `lifetime`: when the app goes, so does that, and Kubernetes removes the set
        and its pods with it. Deleted by Pulumi itself, the set would leave its pods behind, as it must when it is
        replaced: https://github.com/pulumi/pulumi-kubernetes/issues/3757
        """
        owner = OwnerReferenceArgs(
            api_version="v1",
            kind="ConfigMap",
            name=self.lifetime.metadata.name,
            uid=self._uid_of_lifetime(),
            block_owner_deletion=True,
        )
        rollout = self.settings.rollout
        patience = (
            await_annotations.SKIP
            if rollout.partition
            else await_annotations.at_most(rollout.progress_deadline_seconds)
        )
        found = self.controller_metadata({**REPLACED_ROUND_ITS_PODS, **patience})
        found.owner_references = [owner]
        return found

    def _uid_of_lifetime(self) -> Output[str]:
        """Unknown in a preview that replaces the set, because the id of the Stash is. The provider would otherwise try
        the new set on the API server while the old one is there, and be refused the change of what never changes.
        """
        uid = self.lifetime.metadata.apply(lambda lifetime: lifetime.uid)
        return Output.all(uid, self.unchangeable.id).apply(lambda known: known[0])

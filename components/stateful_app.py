"""An app whose pods have names and volumes of their own."""

from pulumi import Output, Stash
from pulumi_kubernetes.apps.v1 import (
    StatefulSet,
    StatefulSetPersistentVolumeClaimRetentionPolicyArgs,
    StatefulSetSpecArgs,
)
from pulumi_kubernetes.core.v1 import ConfigMap
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs, OwnerReferenceArgs
from typing_extensions import Unpack

from slipway.blocks import await_annotations
from slipway.blocks.claims import claim_templates, claims
from slipway.blocks.rollout import stateful_strategy
from slipway.settings.kinds import StatefulAppSettings

from .app import App, AppArgs
from .claims import apply_claims
from .pods import create_pods
from .scaling import create_scaling, keep_scaled_replicas, own_fixed_replicas
from .services import create_headless_service, create_services
from .volume_growth import same_paths

REPLACED_ROUND_ITS_PODS = {"pulumi.com/deletionPropagationPolicy": "orphan"}
"""A set whose claim templates change is replaced. Its pods stay, and belong to the new one by its selector."""

REPLACING_SETTINGS = {"pod_management_policy", "storage"}
"""The settings whose change replaces the set."""

DESCRIPTION = {"kubernetes.io/description": "Owns the StatefulSet: whoever deletes this deletes the set and its pods."}


class StatefulApp(App[StatefulAppSettings]):
    """A StatefulSet, its headless and client Services and ServiceAccount, and a claim for each volume and pod.

    Claims are applied before the set, which finds them by their names: they grow first, and when one cannot, the set is
    not touched. Pulumi never deletes one.
    `url` is its address: outside if there is a way from outside, otherwise that of the client Service in the cluster; a
    single pod is `<name>-0.<name>-headless`.
    """

    url: Output[str]

    def __init__(self, name: str, settings: StatefulAppSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        pods = create_pods(self, claimed=settings.storage)
        headless = create_headless_service(self, before_ready=True)
        lifetime = ConfigMap(
            f"{name}-lifetime",
            metadata=self.metadata("-lifetime", annotations=DESCRIPTION),
            immutable=True,
            opts=self.child(),
        )
        paths = Stash(f"{name}-paths", input=sorted(settings.storage), opts=self.child(hooks=same_paths(name)))
        kept = apply_claims(self, claims(self.name, settings.storage, settings.least_replicas), depends_on=[paths])
        replacing = Stash(
            f"{name}-unchangeable",
            input=settings.model_dump(include=REPLACING_SETTINGS, by_alias=True),
            opts=self.child(depends_on=kept, replace_on_changes=["input"]),
        )
        self.stateful_set = StatefulSet(
            name,
            metadata=self._set_metadata(settings, lifetime, replacing),
            spec=StatefulSetSpecArgs(
                replicas=settings.fixed_replicas,
                service_name=headless.metadata.name,
                selector=LabelSelectorArgs(match_labels=self.selector),
                pod_management_policy=settings.pod_management_policy,
                persistent_volume_claim_retention_policy=StatefulSetPersistentVolumeClaimRetentionPolicyArgs(
                    when_deleted=settings.retention.when_deleted, when_scaled=settings.retention.when_scaled
                ),
                update_strategy=stateful_strategy(settings.rollout),
                min_ready_seconds=settings.rollout.min_ready_seconds,
                template=pods.template,
                volume_claim_templates=claim_templates(settings.storage) or None,
            ),
            opts=pods.controller_options(
                self,
                depends_on=kept,
                deleted_with=lifetime,
                delete_before_replace=True,
                **keep_scaled_replicas(settings),
            ),
        )
        create_scaling(self, self.stateful_set)
        reached = create_services(self)
        self.service, self.url = reached.service, reached.url
        self.finish(reached.outputs())

    def _set_metadata(self, settings: StatefulAppSettings, lifetime: ConfigMap, replacing: Stash) -> ObjectMetaArgs:
        """The set belongs to the ConfigMap `lifetime`: when the app goes, so does that, and Kubernetes removes the set
        and its pods with it. Deleted by Pulumi itself, the set would leave its pods behind, as it must when it is
        replaced: https://github.com/pulumi/pulumi-kubernetes/issues/3757
        """
        rollout = settings.rollout
        patience = (
            await_annotations.SKIP
            if rollout.partition
            else await_annotations.at_most(rollout.progress_deadline_seconds)
        )
        found = self.controller_metadata({**own_fixed_replicas(settings), **REPLACED_ROUND_ITS_PODS, **patience})
        found.owner_references = [
            OwnerReferenceArgs(
                api_version="v1",
                kind="ConfigMap",
                name=lifetime.metadata.name,
                uid=_uid(lifetime, replacing),
                block_owner_deletion=True,
            )
        ]
        return found


def _uid(lifetime: ConfigMap, replacing: Stash) -> Output[str]:
    """Unknown in a preview that replaces the set, because the id of the Stash is. The provider would otherwise try the
    new set on the API server while the old one is there, and be refused the change of what never changes.
    """
    uid = lifetime.metadata.apply(lambda metadata: metadata.uid)
    return Output.all(uid, replacing.id).apply(lambda known: known[0])

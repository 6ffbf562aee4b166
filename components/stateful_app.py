"""An app whose pods have stable names and their own volumes."""

from pulumi import Output, Stash
from pulumi_kubernetes.apps.v1 import (
    StatefulSet,
    StatefulSetPersistentVolumeClaimRetentionPolicyArgs,
    StatefulSetSpecArgs,
)
from pulumi_kubernetes.core.v1 import ConfigMap, Service
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs, OwnerReferenceArgs
from typing_extensions import Unpack

from slipway.blocks import await_annotations
from slipway.blocks.claims import claim_templates, claims
from slipway.blocks.rollout import stateful_strategy
from slipway.settings.kinds import StatefulAppSettings

from .app import App, AppArgs
from .claims import apply_app_claims
from .pods import create_pods
from .scaling import create_scaling, keep_scaled_replicas, own_fixed_replicas, set_replicas
from .services import create_headless_service, create_services
from .volume_growth import same_paths

ORPHAN_PODS = {"pulumi.com/deletionPropagationPolicy": "orphan"}
"""A change of the claim templates replaces the StatefulSet. Its pods stay, and the new set adopts them."""

REPLACING_SETTINGS = {"pod_management_policy", "storage"}
"""A change of these settings replaces the StatefulSet."""

DESCRIPTION = {"kubernetes.io/description": "Owns the StatefulSet: whoever deletes this deletes the set and its pods."}


class StatefulApp(App[StatefulAppSettings]):
    """A StatefulSet, its headless and client Services and ServiceAccount, and a claim for each volume and pod.

    Claims are applied before the set, which finds them by name. If a claim cannot grow, the set is not changed. Pulumi
    never deletes a claim. A single pod has the address `<name>-0.<name>-headless`.
    """

    stateful_set: StatefulSet
    """The StatefulSet."""
    service: Service
    """The client Service."""
    url: Output[str]
    """The address outside the cluster if there is one, otherwise the address of the client Service."""

    def __init__(self, name: str, settings: StatefulAppSettings, **args: Unpack[AppArgs]) -> None:
        super().__init__(name, settings, **args)
        pods, replicas = create_pods(self, claimed=settings.storage), set_replicas(self)
        headless = create_headless_service(self, before_ready=True)
        lifetime = ConfigMap(
            f"{name}-lifetime",
            metadata=self.metadata("-lifetime", annotations=DESCRIPTION),
            immutable=True,
            opts=self.child(),
        )
        paths = Stash(f"{name}-paths", input=sorted(settings.storage), opts=self.child(hooks=same_paths(name)))
        kept = apply_app_claims(self, claims(self.name, settings.storage, settings.least_replicas), depends_on=[paths])
        replacing = Stash(
            f"{name}-unchangeable",
            input=settings.model_dump(include=REPLACING_SETTINGS, by_alias=True),
            opts=self.child(depends_on=kept, replace_on_changes=["input"]),
        )
        self.stateful_set = StatefulSet(
            name,
            metadata=self._set_metadata(settings, lifetime, replacing),
            spec=StatefulSetSpecArgs(
                replicas=replicas,
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
                **keep_scaled_replicas(replicas),
            ),
        )
        create_scaling(self, self.stateful_set)
        reached = create_services(self)
        self.service, self.url = reached.service, reached.url
        self.finish(reached.outputs())

    def _set_metadata(self, settings: StatefulAppSettings, lifetime: ConfigMap, replacing: Stash) -> ObjectMetaArgs:
        """The ConfigMap `lifetime` owns the set. When Pulumi deletes the app, it deletes the ConfigMap, and Kubernetes
        then deletes the set and its pods. If Pulumi deletes the set itself, the pods stay, as a replacement needs it:
        https://github.com/pulumi/pulumi-kubernetes/issues/3757
        """
        rollout = settings.rollout
        wait = (
            await_annotations.SKIP
            if rollout.partition
            else await_annotations.at_most(rollout.progress_deadline_seconds)
        )
        found = self.controller_metadata({**own_fixed_replicas(settings), **ORPHAN_PODS, **wait})
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
    """The uid of the ConfigMap. It is unknown in a preview that replaces the set, because the id of the Stash is
    unknown then. With a known uid, the provider would send the new set to the API server as a dry run. The old set
    still exists, so the API server would refuse the change of immutable fields.
    """
    uid = lifetime.metadata.apply(lambda metadata: metadata.uid)
    return Output.all(uid, replacing.id).apply(lambda known: known[0])

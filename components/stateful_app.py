"""An app whose pods have names and volumes of their own."""

from typing import Any

from pulumi import Output, Stash
from pulumi_kubernetes.apps.v1 import (
    StatefulSet,
    StatefulSetPersistentVolumeClaimRetentionPolicyArgs,
    StatefulSetSpecArgs,
)
from pulumi_kubernetes.core.v1 import ConfigMap, Service
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs, ObjectMetaArgs, OwnerReferenceArgs

from blocks import wait
from blocks.claims import claim_templates, claims
from blocks.service import client_service, exposes, headless_service, service_url
from components.workload import Workload
from settings.stateful_app import StatefulAppSettings

REPLACED_ROUND_ITS_PODS = {"pulumi.com/deletionPropagationPolicy": "orphan"}
"""A set whose claim templates change is replaced. Its pods stay, and belong to the new one by its selector."""

FIXED = {"pod_management_policy", "storage"}
"""The settings whose change replaces the set."""

DESCRIPTION = {"kubernetes.io/description": "Owns the StatefulSet: whoever deletes this deletes the set and its pods."}


class StatefulApp(Workload[StatefulAppSettings]):
    """A StatefulSet, its headless and client Services and ServiceAccount, and a claim for each volume and pod.

    Claims are applied before the set, which finds them by their names: they grow first, and when one cannot, the set is
    not touched. Pulumi never deletes one.
    `url` is the client Service's address in the cluster; a single pod is `<name>-0.<name>-headless`.
    """

    url: Output[str]

    def own(self, settings: StatefulAppSettings) -> dict[str, Any]:
        """Its StatefulSet and Services."""
        self.headless_service = Service(
            f"{self.pulumi_name}-headless",
            metadata=self.metadata("-headless", annotations=wait.SKIP),
            spec=headless_service(settings, self.selector),
            opts=self.child(),
        )
        self.lifetime = ConfigMap(
            f"{self.pulumi_name}-lifetime",
            metadata=self.metadata("-lifetime", annotations=DESCRIPTION),
            immutable=True,
            opts=self.child(),
        )
        self.kept = self.claims.keep(claims(self.name, settings.storage, settings.replicas))
        self.unchangeable = Stash(
            f"{self.pulumi_name}-unchangeable",
            input=settings.model_dump(include=FIXED, by_alias=True),
            opts=self.child(depends_on=self.kept, replace_on_changes=["input"]),
        )
        self.stateful_set = StatefulSet(
            self.pulumi_name,
            metadata=self._set_metadata(),
            spec=StatefulSetSpecArgs(
                replicas=settings.replicas,
                service_name=self.headless_service.metadata.name,
                selector=LabelSelectorArgs(match_labels=self.selector),
                pod_management_policy=settings.pod_management_policy,
                persistent_volume_claim_retention_policy=StatefulSetPersistentVolumeClaimRetentionPolicyArgs(
                    when_deleted=settings.retention.when_deleted, when_scaled=settings.retention.when_scaled
                ),
                template=self.pods(claimed=settings.storage),
                volume_claim_templates=claim_templates(settings.storage) or None,
            ),
            opts=self.child(depends_on=self.kept, deleted_with=self.lifetime, delete_before_replace=True),
        )
        self.service = Service(
            self.pulumi_name,
            metadata=self.metadata(annotations=wait.service_wait(settings.service.type)),
            spec=client_service(settings, self.selector),
            opts=self.child(),
        )
        self.url = service_url(self.name, self.namespace, settings)
        return {"url": self.url, "exposed": exposes(settings)}

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
        found = self.controller_metadata()
        found.annotations, found.owner_references = REPLACED_ROUND_ITS_PODS, [owner]
        return found

    def _uid_of_lifetime(self) -> Output[str]:
        """Unknown in a preview that replaces the set, because the id of the Stash is. The provider would otherwise try
        the new set on the API server while the old one is there, and be refused the change of what never changes.
        """
        uid = self.lifetime.metadata.apply(lambda lifetime: lifetime.uid)
        return Output.all(uid, self.unchangeable.id).apply(lambda known: known[0])

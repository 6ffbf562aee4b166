"""An app whose pods have names and volumes of their own."""

from typing import Any

from pulumi_kubernetes.apps.v1 import (
    StatefulSet,
    StatefulSetPersistentVolumeClaimRetentionPolicyArgs,
    StatefulSetSpecArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from blocks import wait
from blocks.rollout import stateful_strategy
from blocks.volumes import claim_templates
from components.network_face import NetworkFace
from components.replicated import Replicated
from settings.stateful_app import StatefulAppSettings

KEEP = StatefulSetPersistentVolumeClaimRetentionPolicyArgs(when_deleted="Retain", when_scaled="Retain")
"""Deleting the set or scaling it in never deletes data; the claims go with their namespace."""


class StatefulApp(NetworkFace[StatefulAppSettings], Replicated[StatefulAppSettings]):
    """A StatefulSet, its headless and client Services and ServiceAccount, and a claim for each volume and pod.

    `url` is where it is reached: the address outside when there is one, otherwise the client Service's in the cluster;
    a single pod is `<name>-0.<name>-headless`.
    """

    def own(self, settings: StatefulAppSettings) -> dict[str, Any]:
        """Its StatefulSet and Services."""
        self.headless_service = self.headless(settings, before_ready=True)
        self.stateful_set = StatefulSet(
            self.pulumi_name,
            metadata=self.controller_metadata(wait.SKIP if settings.rollout.partition else None),
            spec=StatefulSetSpecArgs(
                replicas=settings.fixed_replicas,
                service_name=self.headless_service.metadata.name,
                selector=LabelSelectorArgs(match_labels=self.selector),
                pod_management_policy=settings.pod_management_policy,
                persistent_volume_claim_retention_policy=KEEP,
                update_strategy=stateful_strategy(settings.rollout),
                min_ready_seconds=settings.rollout.min_ready_seconds,
                template=self.pods(claimed=settings.storage),
                volume_claim_templates=claim_templates(settings.storage) or None,
            ),
            opts=self.controller_options(),
        )
        self.scale(self.stateful_set)
        return self.serve(settings)

"""What the apps have in common whose pods are all alike: their Deployment."""

from typing import TypeVar

from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from slipway.blocks import await_annotations
from slipway.blocks.rollout import deployment_strategy
from slipway.settings.rollout import RolloutSettings
from slipway.settings.workloads import ReplicatedSettings

from .replicated import Replicated

HASH = "pod-template-hash"
"""What a Deployment labels the pods of one version with."""

Settings = TypeVar("Settings", bound=ReplicatedSettings)


class Deployed(Replicated[Settings]):
    """A Deployment, and what decides about the number of its pods."""

    def deploy(self, rollout: RolloutSettings) -> Deployment:
        """Register both."""
        deployment = Deployment(
            self.pulumi_name,
            metadata=self.controller_metadata(await_annotations.at_most(rollout.progress_deadline_seconds)),
            spec=DeploymentSpecArgs(
                replicas=self.settings.fixed_replicas,
                selector=LabelSelectorArgs(match_labels=self.selector),
                strategy=deployment_strategy(rollout),
                min_ready_seconds=rollout.min_ready_seconds,
                progress_deadline_seconds=rollout.progress_deadline_seconds,
                revision_history_limit=rollout.revision_history_limit,
                template=self.pods(revision_label=HASH),
            ),
            opts=self.controller_options(),
        )
        self.scale(deployment)
        return deployment

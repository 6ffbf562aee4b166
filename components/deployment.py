"""The Deployment of a stateless app or a worker."""

from typing import TypeVar

from pulumi_kubernetes.apps.v1 import Deployment, DeploymentSpecArgs
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from slipway.blocks import await_annotations
from slipway.blocks.rollout import deployment_strategy
from slipway.settings.kinds import StatelessAppSettings, WorkerAppSettings

from .app import App
from .pods import create_pods
from .scaling import create_scaling, keep_scaled_replicas, own_fixed_replicas, set_replicas

HASH = "pod-template-hash"
"""The label that a Deployment adds to the pods of one version."""

Settings = TypeVar("Settings", StatelessAppSettings, WorkerAppSettings)


def create_deployment(app: App[Settings]) -> Deployment:
    """Register the pods, the Deployment, the PodDisruptionBudget and the autoscaler."""
    settings, rollout = app.settings, app.settings.rollout
    pods, replicas = create_pods(app, revision_label=HASH), set_replicas(app)
    deployment = Deployment(
        app.pulumi_name,
        metadata=app.controller_metadata(
            {**own_fixed_replicas(settings), **await_annotations.at_most(rollout.progress_deadline_seconds)}
        ),
        spec=DeploymentSpecArgs(
            replicas=replicas,
            selector=LabelSelectorArgs(match_labels=app.selector),
            strategy=deployment_strategy(rollout),
            min_ready_seconds=rollout.min_ready_seconds,
            progress_deadline_seconds=rollout.progress_deadline_seconds,
            revision_history_limit=rollout.revision_history_limit,
            template=pods.template,
        ),
        opts=pods.controller_options(app, **keep_scaled_replicas(replicas)),
    )
    create_scaling(app, deployment)
    return deployment

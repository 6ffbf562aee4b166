"""The number of an app's pods: fixed or autoscaled, and the PodDisruptionBudget."""

from typing import Any

from pulumi_kubernetes.apps.v1 import Deployment, StatefulSet
from pulumi_kubernetes.autoscaling.v2 import HorizontalPodAutoscaler
from pulumi_kubernetes.policy.v1 import PodDisruptionBudget

from slipway.blocks import server_side_apply
from slipway.blocks.autoscaler import autoscaler
from slipway.blocks.rollout import disruption_budget
from slipway.settings.workloads import ReplicatedSettings

from .app import App


def own_fixed_replicas(settings: ReplicatedSettings) -> dict[str, str]:
    """Annotations for a fixed number of pods: Server-side apply forces our value on a conflict."""
    return {} if settings.scaled_by else server_side_apply.OURS


def keep_scaled_replicas(settings: ReplicatedSettings) -> dict[str, Any]:
    """Options of an autoscaled controller: Pulumi ignores `spec.replicas`.

    Without this, the change from a fixed number to an autoscaler would remove `replicas`, and Kubernetes would scale to
    one pod for a moment.
    """
    return {"ignore_changes": ["spec.replicas"]} if settings.scaled_by else {}


def create_scaling(app: App[ReplicatedSettings], controller: Deployment | StatefulSet) -> None:
    """Register a PodDisruptionBudget if there can be several pods, and an autoscaler if the settings have one."""
    settings = app.settings
    if budget := disruption_budget(settings, app.selector):
        PodDisruptionBudget(app.pulumi_name, metadata=app.metadata(), spec=budget, opts=app.child())
    if settings.scaled_by:
        HorizontalPodAutoscaler(
            app.pulumi_name,
            metadata=app.metadata(),
            spec=autoscaler(settings.scaled_by, settings.controller.kind, controller.metadata.name),
            opts=app.child(),
        )

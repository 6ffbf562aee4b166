"""The number of an app's pods: fixed or autoscaled, and the PodDisruptionBudget."""

from typing import Any

from pulumi import Input, Resource
from pulumi_kubernetes.apiextensions import CustomResource
from pulumi_kubernetes.apps.v1 import DaemonSet, Deployment, StatefulSet
from pulumi_kubernetes.autoscaling.v2 import HorizontalPodAutoscaler
from pulumi_kubernetes.policy.v1 import PodDisruptionBudget

from slipway.blocks import scaled_object as keda
from slipway.blocks import server_side_apply
from slipway.blocks import vertical_autoscaler as vertical
from slipway.blocks.autoscaler import autoscaler
from slipway.blocks.rollout import disruption_budget
from slipway.settings.autoscaling import AutoscalingSettings
from slipway.settings.workloads import ProcessSettings, ReplicatedSettings

from .app import App
from .stack_state import held


def own_fixed_replicas(settings: ReplicatedSettings) -> dict[str, str]:
    """Annotations for a fixed number of pods: Server-side apply forces our value on a conflict."""
    return {} if settings.scaled_by else server_side_apply.OURS


def set_replicas(app: App[ReplicatedSettings]) -> int | None:
    """`replicas` of the controller; None leaves the number to the autoscaler.

    An autoscaler leaves a controller without pods alone. So an app that was stopped (`replicas: 0`) starts with the
    smallest number: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation
    """
    settings, controller = app.settings, app.settings.controller
    before = held(f"kubernetes:{controller.group}/v1:{controller.kind}").get(app.pulumi_name, {})
    ours = server_side_apply.OURS.items() <= before.get("metadata", {}).get("annotations", {}).items()
    if settings.scaled_by and ours and before["spec"]["replicas"] == 0:
        return settings.least_replicas or None
    return settings.fixed_replicas


def keep_scaled_replicas(replicas: int | None) -> dict[str, Any]:
    """Options of an autoscaled controller: Pulumi ignores `spec.replicas`. `replicas` is the number that it sets.

    Without this, the change from a fixed number to an autoscaler would remove `replicas`, and Kubernetes would scale to
    one pod for a moment.
    """
    return {"ignore_changes": ["spec.replicas"]} if replicas is None else {}


def create_vertical_autoscaler(app: App[ProcessSettings], controller: Deployment | StatefulSet | DaemonSet) -> None:
    """Register a VerticalPodAutoscaler, if the settings have one."""
    settings = app.settings
    if settings.vertical_autoscaling:
        CustomResource(
            app.pulumi_name,
            api_version=vertical.API_VERSION,
            kind=vertical.KIND,
            metadata=app.metadata(),
            spec=vertical.vertical_autoscaler(
                settings.vertical_autoscaling, settings.controller.kind, controller.metadata.name
            ),
            opts=app.child(),
        )


def _create_scaled_object(
    app: App[ReplicatedSettings], settings: AutoscalingSettings, controller: Deployment | StatefulSet
) -> None:
    """Register a ScaledObject of KEDA, and a TriggerAuthentication for each trigger with secrets."""
    references: list[Input[str] | None] = []
    needed: list[Resource] = []
    for index, trigger in enumerate(settings.triggers):
        suffix = keda.authentication_suffix(index)
        references.append(f"{app.name}{suffix}" if trigger.secret_parameters else None)
        if trigger.secret_parameters:
            needed.append(
                CustomResource(
                    f"{app.pulumi_name}{suffix}",
                    api_version=keda.API_VERSION,
                    kind=keda.AUTHENTICATION,
                    metadata=app.metadata(suffix),
                    spec=keda.trigger_authentication(trigger, app.secrets),
                    opts=app.child(),
                )
            )
    CustomResource(
        app.pulumi_name,
        api_version=keda.API_VERSION,
        kind=keda.KIND,
        metadata=app.metadata(annotations=keda.OWNERSHIP),
        spec=keda.scaled_object(settings, app.settings.controller.kind, controller.metadata.name, references),
        opts=app.child(depends_on=needed),
    )


def create_scaling(app: App[ReplicatedSettings], controller: Deployment | StatefulSet) -> None:
    """Register a PodDisruptionBudget if there can be several pods, and the autoscalers of the settings."""
    settings = app.settings
    if budget := disruption_budget(settings, app.selector):
        PodDisruptionBudget(app.pulumi_name, metadata=app.metadata(), spec=budget, opts=app.child())
    create_vertical_autoscaler(app, controller)
    if settings.scaled_by and settings.scaled_by.triggers:
        _create_scaled_object(app, settings.scaled_by, controller)
    elif settings.scaled_by:
        HorizontalPodAutoscaler(
            app.pulumi_name,
            metadata=app.metadata(),
            spec=autoscaler(settings.scaled_by, settings.controller.kind, controller.metadata.name),
            opts=app.child(),
        )

"""A HorizontalPodAutoscaler."""

from pulumi import Input
from pulumi_kubernetes.autoscaling.v2 import (
    CrossVersionObjectReferenceArgs,
    HorizontalPodAutoscalerBehaviorArgs,
    HorizontalPodAutoscalerSpecArgs,
    HPAScalingPolicyArgs,
    HPAScalingRulesArgs,
)

from blocks.rollout.scaling_metrics import metrics
from settings.rollout.autoscaling import AutoscalingSettings
from settings.rollout.scaling_behavior import ScalingBehaviorSettings, ScalingRulesSettings


def autoscaler(settings: AutoscalingSettings, kind: str, name: Input[str]) -> HorizontalPodAutoscalerSpecArgs:
    """It scales the controller of this kind and name."""
    return HorizontalPodAutoscalerSpecArgs(
        scale_target_ref=CrossVersionObjectReferenceArgs(api_version="apps/v1", kind=kind, name=name),
        min_replicas=settings.min_replicas,
        max_replicas=settings.max_replicas,
        metrics=metrics(settings),
        behavior=_behavior(settings.behavior),
    )


def _behavior(settings: ScalingBehaviorSettings) -> HorizontalPodAutoscalerBehaviorArgs | None:
    if not (settings.scale_up or settings.scale_down):
        return None
    return HorizontalPodAutoscalerBehaviorArgs(
        scale_up=_rules(settings.scale_up), scale_down=_rules(settings.scale_down)
    )


def _rules(settings: ScalingRulesSettings | None) -> HPAScalingRulesArgs | None:
    if settings is None:
        return None
    policies = [
        HPAScalingPolicyArgs(type=policy.type, value=policy.value, period_seconds=policy.period_seconds)
        for policy in settings.policies
    ]
    return HPAScalingRulesArgs(
        stabilization_window_seconds=settings.stabilization_window_seconds,
        select_policy=settings.select_policy,
        policies=policies or None,
    )

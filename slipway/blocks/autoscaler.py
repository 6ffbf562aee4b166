"""The spec of a HorizontalPodAutoscaler."""

from pulumi import Input
from pulumi_kubernetes.autoscaling.v2 import (
    CrossVersionObjectReferenceArgs,
    ExternalMetricSourceArgs,
    HorizontalPodAutoscalerBehaviorArgs,
    HorizontalPodAutoscalerSpecArgs,
    HPAScalingPolicyArgs,
    HPAScalingRulesArgs,
    MetricIdentifierArgs,
    MetricSpecArgs,
    MetricTargetArgs,
    ObjectMetricSourceArgs,
    PodsMetricSourceArgs,
    ResourceMetricSourceArgs,
)
from pulumi_kubernetes.meta.v1 import LabelSelectorArgs

from slipway.settings.autoscaling import (
    AutoscalingSettings,
    ExternalMetricSettings,
    MetricSettings,
    ObjectMetricSettings,
    PodsMetricSettings,
    ScalingBehaviorSettings,
    ScalingRulesSettings,
)


def metrics(settings: AutoscalingSettings) -> list[MetricSpecArgs]:
    """All metrics. Their order does not matter: the one that needs most pods decides."""
    return [
        *([_resource("cpu", settings.cpu)] if settings.cpu else []),
        *([_resource("memory", settings.memory)] if settings.memory else []),
        *map(_pods, settings.pods),
        *map(_object, settings.objects),
        *map(_external, settings.external),
    ]


def _resource(name: str, target: str) -> MetricSpecArgs:
    if target.endswith("%"):
        goal = MetricTargetArgs(type="Utilization", average_utilization=int(target[:-1]))
    else:
        goal = MetricTargetArgs(type="AverageValue", average_value=target)
    return MetricSpecArgs(type="Resource", resource=ResourceMetricSourceArgs(name=name, target=goal))


def _pods(settings: PodsMetricSettings) -> MetricSpecArgs:
    source = PodsMetricSourceArgs(metric=_identifier(settings), target=_target(None, settings.average_value))
    return MetricSpecArgs(type="Pods", pods=source)


def _object(settings: ObjectMetricSettings) -> MetricSpecArgs:
    described = settings.described_object
    source = ObjectMetricSourceArgs(
        metric=_identifier(settings),
        target=_target(settings.value, settings.average_value),
        described_object=CrossVersionObjectReferenceArgs(
            api_version=described.api_version, kind=described.kind, name=described.name
        ),
    )
    return MetricSpecArgs(type="Object", object=source)


def _external(settings: ExternalMetricSettings) -> MetricSpecArgs:
    source = ExternalMetricSourceArgs(
        metric=_identifier(settings), target=_target(settings.value, settings.average_value)
    )
    return MetricSpecArgs(type="External", external=source)


def _identifier(settings: MetricSettings) -> MetricIdentifierArgs:
    selector = LabelSelectorArgs(match_labels=settings.selector) if settings.selector else None
    return MetricIdentifierArgs(name=settings.metric, selector=selector)


def _target(value: str | None, average_value: str | None) -> MetricTargetArgs:
    return MetricTargetArgs(type="Value" if value else "AverageValue", value=value, average_value=average_value)


def autoscaler(settings: AutoscalingSettings, kind: str, name: Input[str]) -> HorizontalPodAutoscalerSpecArgs:
    """The spec of an autoscaler for the controller of this kind and name."""
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

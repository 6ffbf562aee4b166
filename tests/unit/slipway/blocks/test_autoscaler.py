from typing import Any

from slipway.blocks.autoscaler import autoscaler
from slipway.settings.autoscaling import AutoscalingSettings


def spec(**settings: Any) -> Any:
    return autoscaler(AutoscalingSettings.model_validate({"maxReplicas": 9, **settings}), "Deployment", "mailer")


def test_it_scales_its_target_within_its_range() -> None:
    made = spec(cpu="70%")
    target = made.scale_target_ref

    assert (target.api_version, target.kind, target.name) == ("apps/v1", "Deployment", "mailer")
    assert (made.min_replicas, made.max_replicas, made.behavior) == (2, 9, None)


def test_its_pace_is_said_for_each_direction() -> None:
    policy = {"type": "Percent", "value": 50}
    behavior = spec(
        cpu="70%",
        behavior={"scaleUp": {"policies": [policy]}, "scaleDown": {"stabilizationWindowSeconds": 0}},
    ).behavior

    [pace] = behavior.scale_up.policies
    assert (pace.type, pace.value, pace.period_seconds) == ("Percent", 50, 60)
    assert (behavior.scale_up.select_policy, behavior.scale_up.stabilization_window_seconds) == ("Max", None)
    assert (behavior.scale_down.stabilization_window_seconds, behavior.scale_down.policies) == (0, None)

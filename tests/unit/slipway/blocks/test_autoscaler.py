from typing import Any

import pytest

from slipway.blocks.autoscaler import autoscaler, metrics
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


INGRESS = {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "name": "web"}


def metrics_of(**settings: Any) -> list[Any]:
    return list(metrics(AutoscalingSettings.model_validate({"maxReplicas": 9, **settings})))


@pytest.mark.parametrize("resource", ["cpu", "memory"])
def test_a_percentage_is_a_utilization_and_anything_else_an_average(resource: str) -> None:
    [share] = metrics_of(**{resource: "70%"})
    [amount] = metrics_of(**{resource: "100"})

    assert (share.type, share.resource.name) == ("Resource", resource)
    assert (share.resource.target.type, share.resource.target.average_utilization) == ("Utilization", 70)
    assert (amount.resource.target.type, amount.resource.target.average_value) == ("AverageValue", "100")


def test_custom_figures_are_named_selected_and_aimed_at() -> None:
    pods, requests, queue = metrics_of(
        pods=[{"metric": "mails", "averageValue": "500m"}],
        objects=[{"metric": "requests", "describedObject": INGRESS, "value": "2k"}],
        external=[{"metric": "length", "selector": {"queue": "mail"}, "averageValue": 30}],
    )

    assert (pods.type, pods.pods.metric.name, pods.pods.metric.selector) == ("Pods", "mails", None)
    assert (pods.pods.target.type, pods.pods.target.average_value) == ("AverageValue", "500m")
    assert (requests.type, requests.object.described_object.kind) == ("Object", "Ingress")
    assert (requests.object.target.type, requests.object.target.value) == ("Value", "2k")
    assert (queue.type, queue.external.metric.selector.match_labels) == ("External", {"queue": "mail"})
    assert (queue.external.target.type, queue.external.target.average_value) == ("AverageValue", "30")


def test_all_of_them_count_however_many_are_said() -> None:
    mails, bounces = ({"metric": name, "averageValue": 5} for name in ("mails", "bounces"))
    both = metrics_of(cpu="70%", memory="1Gi", pods=[mails, bounces])

    assert [each.type for each in both] == ["Resource", "Resource", "Pods", "Pods"]
    assert [each.pods.metric.name for each in both[2:]] == ["mails", "bounces"]

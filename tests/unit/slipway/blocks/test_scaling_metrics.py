from typing import Any

import pytest

from slipway.blocks.autoscaler import metrics
from slipway.settings.autoscaling import AutoscalingSettings

INGRESS = {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "name": "web"}


def made(**settings: Any) -> list[Any]:
    return list(metrics(AutoscalingSettings.model_validate({"maxReplicas": 9, **settings})))


@pytest.mark.parametrize("resource", ["cpu", "memory"])
def test_a_percentage_is_a_utilization_and_anything_else_an_average(resource: str) -> None:
    [share] = made(**{resource: "70%"})
    [amount] = made(**{resource: "100"})

    assert (share.type, share.resource.name) == ("Resource", resource)
    assert (share.resource.target.type, share.resource.target.average_utilization) == ("Utilization", 70)
    assert (amount.resource.target.type, amount.resource.target.average_value) == ("AverageValue", "100")


def test_custom_figures_are_named_selected_and_aimed_at() -> None:
    pods, requests, queue = made(
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
    both = made(cpu="70%", memory="1Gi", pods=[mails, bounces])

    assert [each.type for each in both] == ["Resource", "Resource", "Pods", "Pods"]
    assert [each.pods.metric.name for each in both[2:]] == ["mails", "bounces"]

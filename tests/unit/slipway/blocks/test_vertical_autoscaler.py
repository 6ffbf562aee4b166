from typing import Any

from slipway.blocks.vertical_autoscaler import vertical_autoscaler
from slipway.settings.vertical_autoscaling import VerticalAutoscalingSettings


def spec(**said: Any) -> dict[str, Any]:
    return vertical_autoscaler(VerticalAutoscalingSettings.model_validate(said), "Deployment", "web")


def test_it_recommends_and_changes_nothing() -> None:
    assert spec() == {
        "targetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
        "updatePolicy": {"updateMode": "Off"},
        "resourcePolicy": {"containerPolicies": [{"containerName": "*", "controlledValues": "RequestsOnly"}]},
    }


def test_what_it_may_change_is_bounded_and_never_the_limits() -> None:
    made = spec(updateMode="Recreate", minAllowed={"cpu": "10m"}, maxAllowed={"cpu": 1, "memory": "1Gi"})
    [policy] = made["resourcePolicy"]["containerPolicies"]

    assert made["updatePolicy"] == {"updateMode": "Recreate"}
    assert (policy["minAllowed"], policy["maxAllowed"]) == ({"cpu": "10m"}, {"cpu": "1", "memory": "1Gi"})
    assert policy["controlledValues"] == "RequestsOnly"

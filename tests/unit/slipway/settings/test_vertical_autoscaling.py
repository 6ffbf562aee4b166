from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.kinds import AnyApp
from slipway.settings.vertical_autoscaling import VerticalAutoscalingSettings

APP: TypeAdapter[Any] = TypeAdapter(AnyApp)
UPDATING = {"verticalAutoscaling": {"updateMode": "Recreate"}}


def message(**said: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        APP.validate_python({"kind": "worker", "image": "a:1", **said})
    return str(refused.value.errors()[0]["msg"])


def test_it_changes_pods_only_on_request() -> None:
    assert not VerticalAutoscalingSettings().changes_pods
    assert VerticalAutoscalingSettings(update_mode="Initial").changes_pods
    assert VerticalAutoscalingSettings.model_validate({"updateMode": False}) == VerticalAutoscalingSettings()


def test_its_bounds_are_in_order() -> None:
    said = {"minAllowed": {"memory": "2Gi"}, "maxAllowed": {"memory": "1Gi"}}

    assert (
        message(verticalAutoscaling=said) == "expected maxAllowed.memory of at least minAllowed.memory; got 1Gi and 2Gi"
    )


@pytest.mark.parametrize("scaled", [{"cpu": "70%"}, {"memory": "70%"}, {"triggers": [{"type": "cpu"}]}])
def test_two_autoscalers_do_not_follow_one_another(scaled: dict[str, Any]) -> None:
    told = message(autoscaling={"maxReplicas": 3, **scaled}, **UPDATING)

    assert told.startswith("autoscaling by cpu or memory and verticalAutoscaling would follow each other")
    APP.validate_python(
        {"kind": "worker", "image": "a:1", "autoscaling": {"maxReplicas": 3, **scaled}, "verticalAutoscaling": {}}
    )


def test_requests_grow_up_to_a_limit_only() -> None:
    unlimited = {"resources": {"cpu": "1..none"}, "relaxations": {"noCpuLimit": "answers for the whole node"}}

    assert message(**unlimited, **UPDATING).startswith("verticalAutoscaling changes requests up to the limits")

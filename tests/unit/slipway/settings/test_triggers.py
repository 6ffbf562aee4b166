from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.autoscaling import AutoscalingSettings

QUEUE = {"type": "rabbitmq", "metadata": {"queueName": "mails"}}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"triggers": [QUEUE], "cpu": "70%"}, "expected either metrics or triggers, because KEDA makes its own"),
        ({"minReplicas": 0, "cpu": "70%"}, "minReplicas: 0 needs triggers; leave it out, or name a source of events"),
        ({"pollingInterval": 10, "cpu": "70%"}, "pollingInterval needs triggers"),
        ({"cooldownPeriod": 10, "cpu": "70%"}, "cooldownPeriod needs triggers"),
        ({"triggers": [{"type": "Rabbit MQ"}]}, "expected a scaler of KEDA, for example rabbitmq"),
        ({"triggers": [{**QUEUE, "secretParameters": {"host": "mail"}}]}, "expected a ConfigMap or Secret and its key"),
    ],
)
def test_triggers_stand_instead_of_metrics(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AutoscalingSettings.model_validate({"maxReplicas": 3, **said})

    assert message in str(refused.value)


def test_a_queue_scales_to_none() -> None:
    assert (
        AutoscalingSettings.model_validate({"minReplicas": 0, "maxReplicas": 3, "triggers": [QUEUE]}).min_replicas == 0
    )

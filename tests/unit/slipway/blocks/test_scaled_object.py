from typing import Any

from slipway.blocks.scaled_object import scaled_object, trigger_authentication
from slipway.settings.autoscaling import AutoscalingSettings
from slipway.settings.triggers import TriggerSettings

TRIGGER = {
    "type": "rabbitmq",
    "metadata": {"queueName": "mails", "value": 20},
    "secretParameters": {"host": "mail/url"},
}
CRON = {"type": "cron", "metadata": {"timezone": "Etc/UTC"}}


def spec(**said: Any) -> dict[str, Any]:
    settings = AutoscalingSettings.model_validate({"maxReplicas": 5, "triggers": [TRIGGER, CRON], **said})
    return scaled_object(settings, "Deployment", "mailer", ["mailer-trigger-0", None])


def test_each_trigger_has_its_parameters_as_text_and_the_name_of_its_authentication() -> None:
    assert spec() == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "mailer"},
        "minReplicaCount": 2,
        "maxReplicaCount": 5,
        "triggers": [
            {
                "type": "rabbitmq",
                "metadata": {"queueName": "mails", "value": "20"},
                "authenticationRef": {"name": "mailer-trigger-0"},
            },
            {"type": "cron", "metadata": {"timezone": "Etc/UTC"}},
        ],
    }


def test_it_scales_to_none_in_the_time_that_is_said() -> None:
    made = spec(minReplicas=0, pollingInterval=10, cooldownPeriod=60)

    assert (made["minReplicaCount"], made["pollingInterval"], made["cooldownPeriod"]) == (0, 10, 60)


def test_limits_of_change_are_those_of_the_autoscaler_that_keda_makes() -> None:
    behavior = {
        "scaleDown": {"stabilizationWindowSeconds": 60},
        "scaleUp": {"policies": [{"type": "Pods", "value": 2}]},
    }

    assert spec(behavior=behavior)["advanced"]["horizontalPodAutoscalerConfig"]["behavior"] == {
        "scaleUp": {"selectPolicy": "Max", "policies": ({"type": "Pods", "value": 2, "periodSeconds": 60},)},
        "scaleDown": {"stabilizationWindowSeconds": 60, "selectPolicy": "Max"},
    }


def test_secrets_are_named_as_in_the_cluster() -> None:
    assert trigger_authentication(TriggerSettings.model_validate(TRIGGER), {"mail": "mail-1a2b"}) == {
        "secretTargetRef": [{"parameter": "host", "name": "mail-1a2b", "key": "url"}]
    }

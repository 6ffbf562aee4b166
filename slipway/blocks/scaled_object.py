"""The specs of KEDA's ScaledObject and TriggerAuthentication. pulumi_kubernetes has no types for them.

https://keda.sh/docs/latest/reference/scaledobject-spec/
"""

from collections.abc import Sequence
from typing import Any

from pulumi import Input

from slipway.blocks.references import ObjectNames, real_key
from slipway.settings.autoscaling import AutoscalingSettings, ScalingBehaviorSettings
from slipway.settings.triggers import TriggerSettings

API_VERSION = "keda.sh/v1alpha1"
KIND, AUTHENTICATION = "ScaledObject", "TriggerAuthentication"
OWNERSHIP = {"validations.keda.sh/hpa-ownership": "false"}
"""KEDA's webhook would refuse it while an autoscaler of an earlier version of the app is not deleted yet."""


def authentication_suffix(index: int) -> str:
    """The suffix of the name of a TriggerAuthentication: `<app>-trigger-0`."""
    return f"-trigger-{index}"


def trigger_authentication(trigger: TriggerSettings, secrets: ObjectNames) -> dict[str, Any]:
    """The parameters of a trigger that come from Secrets, by their names in the cluster."""
    found = {parameter: real_key(reference, secrets) for parameter, reference in trigger.secret_parameters.items()}
    return {
        "secretTargetRef": [{"parameter": each, "name": name, "key": key} for each, (name, key) in found.items()],
    }


def scaled_object(
    settings: AutoscalingSettings, kind: str, name: Input[str], authentications: Sequence[Input[str] | None]
) -> dict[str, Any]:
    """The spec for the controller of this kind and name. `authentications` are the names of the TriggerAuthentications
    in the order of the triggers; None for a trigger without secrets.
    """
    times = {"pollingInterval": settings.polling_interval, "cooldownPeriod": settings.cooldown_period}
    behavior = _behavior(settings.behavior)
    return {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": kind, "name": name},
        "minReplicaCount": settings.min_replicas,
        "maxReplicaCount": settings.max_replicas,
        **{key: seconds for key, seconds in times.items() if seconds is not None},
        **({"advanced": {"horizontalPodAutoscalerConfig": {"behavior": behavior}}} if behavior else {}),
        "triggers": [
            {
                "type": trigger.type,
                "metadata": dict(trigger.metadata),
                **({"authenticationRef": {"name": reference}} if reference is not None else {}),
            }
            for trigger, reference in zip(settings.triggers, authentications, strict=True)
        ],
    }


def _behavior(settings: ScalingBehaviorSettings) -> dict[str, Any]:
    """The same fields as those of a HorizontalPodAutoscaler, which KEDA makes of them."""
    said: dict[str, Any] = settings.model_dump(by_alias=True, exclude_none=True)
    return {way: {key: value for key, value in rules.items() if value != ()} for way, rules in said.items()}

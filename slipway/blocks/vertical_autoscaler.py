"""The spec of a VerticalPodAutoscaler. pulumi_kubernetes has no types for it.

https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md
"""

from typing import Any

from pulumi import Input

from slipway.settings.vertical_autoscaling import VerticalAutoscalingSettings

API_VERSION = "autoscaling.k8s.io/v1"
KIND = "VerticalPodAutoscaler"


def vertical_autoscaler(settings: VerticalAutoscalingSettings, kind: str, name: Input[str]) -> dict[str, Any]:
    """The spec for the controller of this kind and name. It leaves the limits alone: quota and maxima count on them."""
    bounds = {"minAllowed": settings.min_allowed.amounts(), "maxAllowed": settings.max_allowed.amounts()}
    policy = {
        "containerName": "*",
        "controlledValues": "RequestsOnly",
        **{key: each for key, each in bounds.items() if each},
    }
    return {
        "targetRef": {"apiVersion": "apps/v1", "kind": kind, "name": name},
        "updatePolicy": {"updateMode": settings.update_mode},
        "resourcePolicy": {"containerPolicies": [policy]},
    }

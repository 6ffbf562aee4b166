"""Objects as the API server returns them, for the tests of drift."""

from copy import deepcopy
from typing import Any

from drift.objects import Identity
from drift.state import Deployed

LABELS = {"app.kubernetes.io/name": "web", "app.kubernetes.io/managed-by": "pulumi"}
INPUTS: dict[str, Any] = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "web", "namespace": "shop", "labels": LABELS},
    "spec": {
        "replicas": 2,
        "template": {
            "spec": {
                "containers": [
                    {
                        "name": "web",
                        "image": "nginx:1",
                        "args": ["-a", "-b"],
                        "env": [{"name": "COLOR", "value": "blue"}],
                    }
                ]
            }
        },
    },
}
OURS: dict[str, Any] = {
    "manager": "slipway",
    "operation": "Apply",
    "time": "2026-01-01T00:00:00Z",
    "fieldsV1": {"f:spec": {"f:replicas": {}}},
}


def answered(inputs: dict[str, Any] = INPUTS) -> dict[str, Any]:
    """The answer to the first apply: with defaults, a uid and a status."""
    live = deepcopy(inputs)
    live["metadata"] |= {"uid": "1", "resourceVersion": "10", "generation": 1, "managedFields": [deepcopy(OURS)]}
    live["metadata"]["creationTimestamp"] = "2026-01-01T00:00:00Z"
    live["status"] = {"readyReplicas": 2}
    if live["kind"] == "Deployment":
        live["spec"]["progressDeadlineSeconds"] = 600
    return live


def deployed(inputs: dict[str, Any] = INPUTS, type_: str = "kubernetes:apps/v1:Deployment") -> Deployed:
    """The object in the state."""
    urn = f"urn:pulumi:dev::slipway::slipway:components:StatelessApp${type_}::shop.web"
    outputs = answered(inputs)
    return Deployed(urn, Identity.of(outputs), inputs, outputs)


def edited(name: str, fields: dict[str, Any], *, subresource: str = "") -> dict[str, Any]:
    """The entry of a manager that came later."""
    return {
        "manager": name,
        "operation": "Update",
        "time": "2026-01-02T00:00:00Z",
        "subresource": subresource,
        "fieldsV1": fields,
    }

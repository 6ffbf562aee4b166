"""Annotations that decide what `pulumi up` waits for.

https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/#resource-annotations
"""

SKIP = {"pulumi.com/skipAwait": "true"}
"""For objects that are ready with their workload. Otherwise the provider waits ten seconds for the endpoints of a
Service, and for the address of an Ingress, which never comes without an ingress controller."""


def service_wait(service_type: str) -> dict[str, str]:
    """Wait only for a Service of type LoadBalancer: its address comes from outside the cluster."""
    return {} if service_type == "LoadBalancer" else SKIP


_TIMEOUT = "pulumi.com/timeoutSeconds"
_TOLD, _STOPPED = 15, 60
"""Seconds until Kubernetes reports a passed deadline, and until it has stopped the pods of a Job."""
_DEFAULT = 600
"""The default timeout of the provider in seconds."""


def at_most(seconds: int) -> dict[str, str]:
    """A timeout shortly after the deadline: the provider would wait longer than Kubernetes."""
    return {_TIMEOUT: str(seconds + _TOLD)}


def longer(seconds: int | None) -> dict[str, str]:
    """A timeout above the deadline, so that Kubernetes reports the failure."""
    patience = (seconds or 0) + _STOPPED
    return {_TIMEOUT: str(patience)} if patience > _DEFAULT else {}


AGAIN = {"pulumi.com/replaceUnready": "true"}
"""For a Job: the next `up` creates a failed one again."""

READY = {"pulumi.com/waitFor": "condition=Ready", "pulumi.com/timeoutSeconds": "120"}
"""For objects of an operator that reports the condition `Ready`, usually within seconds."""

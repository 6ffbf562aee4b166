"""What an `up` waits for: the pods of the new version, and nothing beside them.

https://www.pulumi.com/registry/packages/kubernetes/installation-configuration/#resource-annotations
"""

SKIP = {"pulumi.com/skipAwait": "true"}
"""For objects that are ready when the workload behind them is. The provider would otherwise watch a Service for ten
seconds until it believes that its endpoints have settled, and an Ingress until a controller has given it an address,
which never happens where there is none."""


def service_wait(service_type: str) -> dict[str, str]:
    """A load balancer's address comes from outside the cluster and is worth waiting for."""
    return {} if service_type == "LoadBalancer" else SKIP


_TIMEOUT = "pulumi.com/timeoutSeconds"
_TOLD, _STOPPED = 15, 60
"""Seconds until Kubernetes has told that a deadline has passed, and until it has stopped the pods of a Job besides."""
_DEFAULT = 600
"""How long the provider waits when nothing is said."""


def at_most(seconds: int) -> dict[str, str]:
    """For a rollout, which the provider goes on waiting for after Kubernetes has called it failed."""
    return {_TIMEOUT: str(seconds + _TOLD)}


def longer(seconds: int | None) -> dict[str, str]:
    """For what may take so long: Kubernetes decides whether it has failed, and the provider hears it."""
    patience = (seconds or 0) + _STOPPED
    return {_TIMEOUT: str(patience)} if patience > _DEFAULT else {}


AGAIN = {"pulumi.com/replaceUnready": "true"}
"""For a Job: one that has failed is made again by the next `up`."""

READY = {"pulumi.com/waitFor": "condition=Ready", "pulumi.com/timeoutSeconds": "120"}
"""For what an operator makes true and reports as the condition `Ready`: within seconds, or else hardly ever."""

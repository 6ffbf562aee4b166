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

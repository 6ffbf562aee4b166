"""Bounds of a namespace: all of it together, and each container or claim by itself.

https://kubernetes.io/docs/concepts/policy/resource-quotas/ and https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pydantic import model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import NonNegativeInt, PositiveInt
from slipway.settings.quantity import Bytes, Cpu, CpuResource, MemoryResource

Amounts = Mapping[str, Decimal]
"""A resource that is not among them is not asked for."""

CPU_REQUESTS, CPU_LIMITS = "requests.cpu", "limits.cpu"
MEMORY_REQUESTS, MEMORY_LIMITS = "requests.memory", "limits.memory"
STORAGE = "requests.storage"
PODS = "pods"
LOAD_BALANCERS, NODE_PORTS = "services.loadbalancers", "services.nodeports"


def total(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    """All of them at the same time."""
    found: dict[str, Decimal] = {}
    for part in parts:
        for name, amount in part.items():
            found[name] = found.get(name, Decimal(0)) + amount
    return found


def highest(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    """One of them at a time: of each resource the most."""
    found: dict[str, Decimal] = {}
    for part in parts:
        for name, amount in part.items():
            found[name] = max(found.get(name, amount), amount)
    return found


def times(amounts: Amounts, count: int) -> dict[str, Decimal]:
    """The same so many times."""
    return {name: amount * count for name, amount in amounts.items()}


class MaximaSettings(Model):
    """The maxima of a LimitRange; the API server refuses a pod or a claim that is above them."""

    cpu: Cpu | None = None
    """The highest limit of a container. Default: none is too high."""
    memory: Bytes | None = None
    """The highest limit of a container. Default: none is too high."""
    storage: Bytes | None = None
    """The largest claim. Default: none is too large."""

    def of_containers(self) -> dict[str, str]:
        """What is bound of a container, by the names of Kubernetes."""
        return {name: bound for name, bound in (("cpu", self.cpu), ("memory", self.memory)) if bound}

    @model_validator(mode="after")
    def _bounds_something(self) -> "MaximaSettings":
        if not (self.of_containers() or self.storage):
            raise conflict("expected something that is bound, for example {cpu: 2, memory: 2Gi, storage: 100Gi}")
        return self


BOUNDS = {
    "cpu": (CPU_REQUESTS, CPU_LIMITS),
    "memory": (MEMORY_REQUESTS, MEMORY_LIMITS),
    "pods": (PODS,),
    "storage": (STORAGE,),
    "loadBalancers": (LOAD_BALANCERS,),
    "nodePorts": (NODE_PORTS,),
}
"""What each setting bounds, by the names of a ResourceQuota."""


class QuotaSettings(Model):
    """A ResourceQuota. The stack is refused when its apps could ever ask for more: see docs/environments.md."""

    cpu: CpuResource | None = None
    """What all containers may request together, and the sum of their limits, as `request..limit`; one amount for both.
    Default: no bound."""
    memory: MemoryResource | None = None
    """The same for memory. Default: no bound."""
    pods: PositiveInt | None = None
    """Pods that have not ended. Default: no bound."""
    storage: Bytes | None = None
    """What all claims may request together, those of apps that have gone too. Default: no bound."""
    load_balancers: NonNegativeInt | None = None
    """Services of the type LoadBalancer. Default: no bound."""
    node_ports: NonNegativeInt | None = None
    """Ports of the nodes: a Service of the type NodePort or LoadBalancer has one for each of its ports. Default: no
    bound."""

    def hard(self) -> dict[str, str]:
        """What is bound, by the names of a ResourceQuota."""
        said = {
            CPU_REQUESTS: self.cpu and self.cpu.request,
            CPU_LIMITS: self.cpu and self.cpu.limit,
            MEMORY_REQUESTS: self.memory and self.memory.request,
            MEMORY_LIMITS: self.memory and self.memory.limit,
            PODS: self.pods,
            STORAGE: self.storage,
            LOAD_BALANCERS: self.load_balancers,
            NODE_PORTS: self.node_ports,
        }
        return {name: str(bound) for name, bound in said.items() if bound is not None}

    @model_validator(mode="after")
    def _bounds_something(self) -> "QuotaSettings":
        if not self.hard():
            raise conflict("expected something that is bound, for example {cpu: 2..4, memory: 4Gi, pods: 20}")
        return self

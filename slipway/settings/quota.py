"""Bounds of a namespace: ResourceQuota and LimitRange.

https://kubernetes.io/docs/concepts/policy/resource-quotas/ and https://kubernetes.io/docs/concepts/policy/limit-range/
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pydantic import Field, model_validator

from slipway.settings.base import Model, conflict
from slipway.settings.fields import NonNegativeInt, PositiveInt
from slipway.settings.quantity import Bytes, Cpu, CpuResource, DiskResource, MemoryResource

Amounts = Mapping[str, Decimal]
"""Amounts by resource. A missing resource is 0."""

CPU_REQUESTS, CPU_LIMITS = "requests.cpu", "limits.cpu"
MEMORY_REQUESTS, MEMORY_LIMITS = "requests.memory", "limits.memory"
DISK_REQUESTS, DISK_LIMITS = "requests.ephemeral-storage", "limits.ephemeral-storage"
STORAGE = "requests.storage"
PODS = "pods"
LOAD_BALANCERS, NODE_PORTS = "services.loadbalancers", "services.nodeports"


def total(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    """The sum of the amounts."""
    found: dict[str, Decimal] = {}
    for part in parts:
        for name, amount in part.items():
            found[name] = found.get(name, Decimal(0)) + amount
    return found


def highest(parts: Iterable[Amounts]) -> dict[str, Decimal]:
    """The largest amount of each resource."""
    found: dict[str, Decimal] = {}
    for part in parts:
        for name, amount in part.items():
            found[name] = max(found.get(name, amount), amount)
    return found


def times(amounts: Amounts, count: int) -> dict[str, Decimal]:
    """The amounts multiplied by `count`."""
    return {name: amount * count for name, amount in amounts.items()}


class MaximaSettings(Model):
    """The maxima of a LimitRange. The API server refuses pods and claims above them."""

    cpu: Cpu | None = None
    """The highest cpu limit of a container. Default: no bound."""
    memory: Bytes | None = None
    """The highest memory limit of a container. Default: no bound."""
    storage: Bytes | None = None
    """The largest size of a claim. Default: no bound."""

    def of_containers(self) -> dict[str, str]:
        """The bounds of a container, by the resource names of Kubernetes."""
        return {name: bound for name, bound in (("cpu", self.cpu), ("memory", self.memory)) if bound}

    @model_validator(mode="after")
    def _bounds_something(self) -> "MaximaSettings":
        if not (self.of_containers() or self.storage):
            raise conflict("expected at least one bound, for example {cpu: 2, memory: 2Gi, storage: 100Gi}")
        return self


BOUNDS = {
    "cpu": (CPU_REQUESTS, CPU_LIMITS),
    "memory": (MEMORY_REQUESTS, MEMORY_LIMITS),
    "ephemeral-storage": (DISK_REQUESTS, DISK_LIMITS),
    "pods": (PODS,),
    "storage": (STORAGE,),
    "loadBalancers": (LOAD_BALANCERS,),
    "nodePorts": (NODE_PORTS,),
}
"""The resources of a ResourceQuota that each setting bounds."""


class QuotaSettings(Model):
    """A ResourceQuota. The stack is refused if its apps and the Services in `objects` could need more; what `charts`
    need is not known before the update, so leave room for it: see docs/namespaces.md.
    """

    cpu: CpuResource | None = None
    """The sum of the cpu requests and of the cpu limits of all containers, as `request..limit`, or one amount for both.
    `request..none` bounds the requests only, for a namespace with containers without a cpu limit. Default: no bound."""
    memory: MemoryResource | None = None
    """The sum of the memory requests and of the memory limits of all containers. Default: no bound."""
    ephemeral_storage: DiskResource | None = Field(None, alias="ephemeral-storage")
    """The sum of the requests and of the limits of all containers for the disk of their nodes. It needs `limits:
    {ephemeral-storage: ...}` of the namespace, for containers that set none. Default: no bound."""
    pods: PositiveInt | None = None
    """The number of pods that have not ended. Default: no bound."""
    storage: Bytes | None = None
    """The sum of the requests of all claims, including claims of deleted apps. Default: no bound."""
    load_balancers: NonNegativeInt | None = None
    """The number of Services of type LoadBalancer. Default: no bound."""
    node_ports: NonNegativeInt | None = None
    """The number of node ports: a Service of type NodePort or LoadBalancer has one for each port. Default: no bound."""

    def hard(self) -> dict[str, str]:
        """The bounds by the resource names of a ResourceQuota."""
        said = {
            CPU_REQUESTS: self.cpu and self.cpu.request,
            CPU_LIMITS: self.cpu and self.cpu.limit,
            MEMORY_REQUESTS: self.memory and self.memory.request,
            MEMORY_LIMITS: self.memory and self.memory.limit,
            DISK_REQUESTS: self.ephemeral_storage and self.ephemeral_storage.request,
            DISK_LIMITS: self.ephemeral_storage and self.ephemeral_storage.limit,
            PODS: self.pods,
            STORAGE: self.storage,
            LOAD_BALANCERS: self.load_balancers,
            NODE_PORTS: self.node_ports,
        }
        return {name: str(bound) for name, bound in said.items() if bound is not None}

    @model_validator(mode="after")
    def _bounds_something(self) -> "QuotaSettings":
        if not self.hard():
            raise conflict("expected at least one bound, for example {cpu: 2..4, memory: 4Gi, pods: 20}")
        return self

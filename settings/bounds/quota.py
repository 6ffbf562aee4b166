"""How much all pods, claims and Services of a namespace may have together.

https://kubernetes.io/docs/concepts/policy/resource-quotas/
"""

from pydantic import model_validator

from settings.words.amounts import (
    CPU_LIMITS,
    CPU_REQUESTS,
    LOAD_BALANCERS,
    MEMORY_LIMITS,
    MEMORY_REQUESTS,
    NODE_PORTS,
    PODS,
    STORAGE,
)
from settings.words.model import Model
from settings.words.quantity import Bytes, CpuResource, MemoryResource
from settings.words.vocabulary import Count, Number, conflict

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
    pods: Count | None = None
    """Pods that have not ended. Default: no bound."""
    storage: Bytes | None = None
    """What all claims may request together, those of apps that have gone too. Default: no bound."""
    load_balancers: Number | None = None
    """Services of the type LoadBalancer. Default: no bound."""
    node_ports: Number | None = None
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

"""Amounts of several resources at once, by the names that a ResourceQuota has for them: added, multiplied, compared.

https://kubernetes.io/docs/concepts/policy/resource-quotas/
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

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

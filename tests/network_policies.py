"""An evaluator of NetworkPolicies, after the page that says what they mean and after nothing of this project.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import Any

OPERATORS = {
    "In": lambda labels, key, values: labels.get(key) in values,
    "NotIn": lambda labels, key, values: labels.get(key) not in values,
    "Exists": lambda labels, key, _: key in labels,
    "DoesNotExist": lambda labels, key, _: key not in labels,
}


@dataclass(frozen=True)
class Somebody:
    """A source or target: a pod in a namespace, or an address outside the cluster without pod and namespace."""

    name: str
    address: str
    namespace: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    namespace_labels: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}" if self.namespace else self.name


class Policies:
    """The NetworkPolicies of a cluster, in the format of the API."""

    def __init__(self, objects: Iterable[Mapping[str, Any]]) -> None:
        self._policies = [each for each in objects if each["kind"] == "NetworkPolicy"]

    def allow(self, source: Somebody, target: Somebody, port: int, protocol: str = "TCP") -> bool:
        """Both ends must agree: "For a connection from a source pod to a destination pod to be allowed, both the egress
        policy on the source pod and the ingress policy on the destination pod need to allow the connection."
        """
        return self._end(source, target, "Egress", port, protocol) and self._end(
            target, source, "Ingress", port, protocol
        )

    def _end(self, own: Somebody, other: Somebody, direction: str, port: int, protocol: str) -> bool:
        """True if a direction is open for a pod: no policy isolates it, or some rule of some policy allows it."""
        isolating = [
            each["spec"] for each in self._policies if _applies(each, own) and direction in _types(each["spec"])
        ]
        if not isolating:
            return True
        rules = [rule for spec in isolating for rule in spec.get(direction.lower()) or []]
        peers = {"Ingress": "from", "Egress": "to"}[direction]
        return any(
            _ports_match(rule.get("ports"), port, protocol)
            and (not rule.get(peers) or any(_peer_matches(peer, other, own) for peer in rule[peers]))
            for rule in rules
        )


def _applies(policy: Mapping[str, Any], pod: Somebody) -> bool:
    return pod.namespace == policy["metadata"]["namespace"] and _selects(policy["spec"]["podSelector"], pod.labels)


def _types(spec: Mapping[str, Any]) -> list[str]:
    """`policyTypes` of a policy. Default: Ingress, and Egress if there are rules for it."""
    return spec.get("policyTypes") or ["Ingress", *(["Egress"] if spec.get("egress") else [])]


def _selects(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    """True if all requirements match. An empty selector selects everything."""
    equal = selector.get("matchLabels") or {}
    return equal.items() <= dict(labels).items() and all(
        OPERATORS[each["operator"]](labels, each["key"], each.get("values") or [])  # type: ignore[no-untyped-call]
        for each in selector.get("matchExpressions") or []
    )


def _peer_matches(peer: Mapping[str, Any], other: Somebody, own: Somebody) -> bool:
    if block := peer.get("ipBlock"):
        address = ip_address(other.address)
        return address in ip_network(block["cidr"]) and not any(
            address in ip_network(each) for each in block.get("except") or []
        )
    if other.namespace is None:
        return False
    if "namespaceSelector" in peer:
        within = _selects(peer["namespaceSelector"], other.namespace_labels)
    else:
        within = other.namespace == own.namespace
    return within and _selects(peer.get("podSelector") or {}, other.labels)


def _ports_match(ports: list[Mapping[str, Any]] | None, port: int, protocol: str) -> bool:
    """True if a rule allows the port. A missing or empty list allows all ports; an entry without a number allows all
    ports of its protocol.
    """
    if not ports:
        return True
    for each in ports:
        first = each.get("port", 0)
        assert isinstance(first, int), "named ports are not understood here, and not used"
        last = each.get("endPort", first if "port" in each else 65535)
        if each.get("protocol", "TCP") == protocol and first <= port <= last:
            return True
    return False

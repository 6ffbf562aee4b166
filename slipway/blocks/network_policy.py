"""NetworkPolicies: allowed traffic of pods. Everything else is denied.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from collections.abc import Iterable, Iterator, Mapping

from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.networking.v1 import (
    IPBlockArgs,
    NetworkPolicyEgressRuleArgs,
    NetworkPolicyIngressRuleArgs,
    NetworkPolicyPeerArgs,
    NetworkPolicyPortArgs,
    NetworkPolicySpecArgs,
)

from slipway.settings.cluster import DnsSettings
from slipway.topology import labels
from slipway.topology.apps import AppId
from slipway.topology.cluster_peers import to_dns
from slipway.topology.rules import Addresses, Entity, Peer, Rule, Traffic

NAMESPACE = "kubernetes.io/metadata.name"
"""The label with the name of the namespace, which the API server sets on every namespace."""
BOTH = ["Ingress", "Egress"]
ACME_SOLVER = {"acme.cert-manager.io/http01-solver": "true"}
"""The label of the solver pods of cert-manager: https://cert-manager.io/docs/configuration/acme/http01/"""


def default_deny() -> NetworkPolicySpecArgs:
    """Deny all traffic of all pods of the namespace."""
    return NetworkPolicySpecArgs(pod_selector=LabelSelectorArgs(), policy_types=BOTH)


def dns(settings: DnsSettings) -> NetworkPolicySpecArgs:
    """Allow DNS for all pods of the namespace."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(), policy_types=["Egress"], egress=[_egress(to_dns(settings))]
    )


def app_policy(selector: Mapping[str, str], traffic: Traffic) -> NetworkPolicySpecArgs:
    """Allow the traffic of the pods of one app."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(match_labels=selector),
        policy_types=BOTH,
        ingress=[_ingress(rule) for rule in _known(traffic.ingress)] or None,
        egress=[_egress(rule) for rule in _known(traffic.egress)] or None,
    )


def ingress_policy(selector: Mapping[str, str], rules: Iterable[Rule]) -> NetworkPolicySpecArgs:
    """The pods with these labels may be reached like this too, beside their other policies."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(match_labels=selector),
        policy_types=["Ingress"],
        ingress=[_ingress(rule) for rule in _known(rules)],
    )


def _known(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules without entities, which only Cilium knows. A rule for entities alone is left out."""
    for rule in rules:
        peers = tuple(each for each in rule.peers if not isinstance(each, Entity))
        if peers or not rule.peers:
            yield Rule(peers, rule.ports)


def _ingress(rule: Rule) -> NetworkPolicyIngressRuleArgs:
    return NetworkPolicyIngressRuleArgs(from_=_peers(rule), ports=_ports(rule))


def _egress(rule: Rule) -> NetworkPolicyEgressRuleArgs:
    return NetworkPolicyEgressRuleArgs(to=_peers(rule), ports=_ports(rule))


def _ports(rule: Rule) -> list[NetworkPolicyPortArgs] | None:
    """The ports of a rule. None means every port, as in a rule without ports."""
    return [
        NetworkPolicyPortArgs(port=port.number, end_port=port.last, protocol=port.protocol) for port in rule.ports
    ] or None


def _peers(rule: Rule) -> list[NetworkPolicyPeerArgs] | None:
    """The peers of a rule. None means all peers, as in a rule without peers."""
    return [_peer(each) for each in rule.peers] or None


def _peer(peer: Peer) -> NetworkPolicyPeerArgs:
    if isinstance(peer, Addresses):
        return NetworkPolicyPeerArgs(
            ip_block=IPBlockArgs(cidr=peer.cidr, **({"except_": list(peer.without)} if peer.without else {}))
        )
    if isinstance(peer, Entity):
        raise TypeError(f"NetworkPolicies cannot select {peer.name}")
    pods = labels.selector(peer.name) if isinstance(peer, AppId) else peer.labels
    return NetworkPolicyPeerArgs(
        namespace_selector=LabelSelectorArgs(match_labels={NAMESPACE: peer.namespace}),
        pod_selector=LabelSelectorArgs(match_labels=pods) if pods else None,
    )

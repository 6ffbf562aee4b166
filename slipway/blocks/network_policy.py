"""NetworkPolicies: allowed traffic of pods. Everything else is denied.

https://kubernetes.io/docs/concepts/services-networking/network-policies/
"""

from collections.abc import Iterable, Mapping

from pulumi_kubernetes.meta.v1 import LabelSelectorArgs
from pulumi_kubernetes.networking.v1 import (
    IPBlockArgs,
    NetworkPolicyEgressRuleArgs,
    NetworkPolicyIngressRuleArgs,
    NetworkPolicyPeerArgs,
    NetworkPolicyPortArgs,
    NetworkPolicySpecArgs,
)

from slipway.blocks import labels
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.service import PodPort
from slipway.topology.apps import AppId
from slipway.topology.traffic import Addresses, Peer, Rule, Traffic

NAMESPACE = "kubernetes.io/metadata.name"
"""The label with the name of the namespace, which the API server sets on every namespace."""
BOTH = ["Ingress", "Egress"]
DNS_PORTS = (PodPort(53, "UDP"), PodPort(53))
ACME_SOLVER = {"acme.cert-manager.io/http01-solver": "true"}
ACME_PORT = PodPort(8089)
"""https://cert-manager.io/docs/configuration/acme/http01/"""


def default_deny() -> NetworkPolicySpecArgs:
    """Deny all traffic of all pods of the namespace."""
    return NetworkPolicySpecArgs(pod_selector=LabelSelectorArgs(), policy_types=BOTH)


def dns(pods: ClusterPodsSettings) -> NetworkPolicySpecArgs:
    """Allow DNS for all pods of the namespace."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(), policy_types=["Egress"], egress=[_egress(Rule((pods,), DNS_PORTS))]
    )


def acme_solver(controller: ClusterPodsSettings) -> NetworkPolicySpecArgs:
    """Allow requests to the solver pods of cert-manager, which run in the namespace of the Ingress."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(match_labels=ACME_SOLVER),
        policy_types=["Ingress"],
        ingress=[_ingress(Rule((controller,), (ACME_PORT,)))],
    )


def app_policy(selector: Mapping[str, str], traffic: Traffic) -> NetworkPolicySpecArgs:
    """Allow the traffic of the pods of one app."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(match_labels=selector),
        policy_types=BOTH,
        ingress=[_ingress(rule) for rule in traffic.ingress] or None,
        egress=[_egress(rule) for rule in traffic.egress] or None,
    )


def ingress_policy(selector: Mapping[str, str], rules: Iterable[Rule]) -> NetworkPolicySpecArgs:
    """The pods of one app may be reached like this too, beside its other policies."""
    return NetworkPolicySpecArgs(
        pod_selector=LabelSelectorArgs(match_labels=selector),
        policy_types=["Ingress"],
        ingress=[_ingress(rule) for rule in rules],
    )


def _ingress(rule: Rule) -> NetworkPolicyIngressRuleArgs:
    return NetworkPolicyIngressRuleArgs(from_=_peers(rule), ports=_ports(rule))


def _egress(rule: Rule) -> NetworkPolicyEgressRuleArgs:
    return NetworkPolicyEgressRuleArgs(to=_peers(rule), ports=_ports(rule))


def _ports(rule: Rule) -> list[NetworkPolicyPortArgs]:
    return [NetworkPolicyPortArgs(port=port.number, protocol=port.protocol) for port in rule.ports]


def _peers(rule: Rule) -> list[NetworkPolicyPeerArgs] | None:
    """The peers of a rule. None means all peers, as in a rule without peers."""
    return [_peer(each) for each in rule.peers] or None


def _peer(peer: Peer) -> NetworkPolicyPeerArgs:
    if isinstance(peer, Addresses):
        return NetworkPolicyPeerArgs(
            ip_block=IPBlockArgs(cidr=peer.cidr, **({"except_": list(peer.without)} if peer.without else {}))
        )
    pods = labels.selector(peer.name) if isinstance(peer, AppId) else peer.labels
    return NetworkPolicyPeerArgs(
        namespace_selector=LabelSelectorArgs(match_labels={NAMESPACE: peer.namespace}),
        pod_selector=LabelSelectorArgs(match_labels=pods) if pods else None,
    )

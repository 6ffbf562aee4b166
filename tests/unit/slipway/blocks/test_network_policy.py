from typing import Any

import pytest
from pulumi_kubernetes.networking.v1 import NetworkPolicy, NetworkPolicySpecArgs

from offline.manifests import plain
from slipway.blocks.network_policy import ACME_SOLVER, app_policy, default_deny, dns, ingress_policy
from slipway.settings.cluster import DnsSettings
from slipway.settings.connection import ClusterPodsSettings
from slipway.settings.ports import PodPort
from slipway.topology.apps import AppId
from slipway.topology.cluster_peers import ACME_PORT
from slipway.topology.rules import Addresses, Entity, Peer, Rule, Traffic
from tests.deployment import deploy
from tests.network_policies import Policies, Somebody

WEB = {"app.kubernetes.io/name": "web"}
HTTP = (PodPort(8080),)


def somebody(name: str, address: str, namespace: str, **labels: str) -> Somebody:
    said = {"app.kubernetes.io/name": name, **{key.replace("_", "-"): value for key, value in labels.items()}}
    return Somebody(name, address, namespace, said, {"kubernetes.io/metadata.name": namespace})


POD = somebody("web", "10.1.0.1", "shop")
SAME_NAME_ELSEWHERE = somebody("api", "10.1.0.2", "bank")
API = somebody("api", "10.1.0.3", "shop")
RESOLVER = somebody("dns", "10.1.0.4", "kube-system", k8s_app="kube-dns")
BESIDE_RESOLVER = somebody("etcd", "10.1.0.5", "kube-system")
OUTSIDE = Somebody("outside", "203.0.113.7")
EVERYBODY = [SAME_NAME_ELSEWHERE, API, RESOLVER, BESIDE_RESOLVER, OUTSIDE]


def written(spec: NetworkPolicySpecArgs) -> dict[str, Any]:
    """The policy in the format of the API, in the namespace `shop`."""
    recording = deploy(lambda: NetworkPolicy("it", metadata={"namespace": "shop"}, spec=spec))
    content: dict[str, Any] = {"kind": "NetworkPolicy", **plain(recording.one("NetworkPolicy").inputs)}
    return content


def reached(spec: NetworkPolicySpecArgs, port: int, protocol: str = "TCP") -> list[Somebody]:
    """The targets that a pod can reach under the policy."""
    policies = Policies([written(spec)])
    return [each for each in EVERYBODY if policies.allow(POD, each, port, protocol)]


def rules(peer: Peer) -> NetworkPolicySpecArgs:
    return app_policy(WEB, Traffic(ingress=(), egress=(Rule((peer,), HTTP),)))


def test_nothing_comes_in_or_goes_out_of_any_pod_of_the_namespace() -> None:
    policies = Policies([written(default_deny())])

    for other in EVERYBODY:
        assert not policies.allow(other, POD, 8080)
        assert not policies.allow(POD, other, 8080)
    assert written(default_deny())["spec"]["podSelector"] == {}


def test_dns_is_asked_over_both_protocols_and_of_nobody_else() -> None:
    asked = dns(DnsSettings())

    assert reached(asked, 53) == reached(asked, 53, "UDP") == [RESOLVER]
    assert reached(asked, 80) == []
    assert written(asked)["spec"]["policyTypes"] == ["Egress"], "who may come in is for others to say"


def test_a_cache_on_the_node_is_asked_by_its_address_and_on_its_ports() -> None:
    cache = Somebody("cache", "169.254.20.10")
    asked = Policies([written(dns(DnsSettings(cidrs=("169.254.20.10/32",), ports=(53, 5353))))])

    for target in (cache, RESOLVER):
        assert [port for port in (53, 80, 5353) if asked.allow(POD, target, port, "UDP")] == [53, 5353]
        assert [port for port in (53, 80, 5353) if asked.allow(POD, target, port)] == [53, 5353]
    assert not asked.allow(POD, OUTSIDE, 53)


def test_a_rule_for_entities_alone_opens_nothing() -> None:
    """Without peers it would be for everybody."""
    spec = ingress_policy(WEB, [Rule((Entity("host"),), HTTP)])

    assert not spec.ingress
    assert not Policies([written(spec)]).allow(OUTSIDE, POD, 8080)


def test_the_pods_that_answer_for_a_certificate_are_reached_by_the_controller_and_nobody_else_is() -> None:
    spec = ingress_policy(ACME_SOLVER, [Rule((ClusterPodsSettings(namespace="traefik"),), (ACME_PORT,))])
    controller = somebody("traefik", "10.1.0.9", "traefik")
    solver = Somebody("solver", "10.1.0.8", "shop", {"acme.cert-manager.io/http01-solver": "true"})
    policies = Policies([written(default_deny()), written(spec)])

    assert [port for port in (80, 8080, 8089) if policies.allow(controller, solver, port)] == [8089]
    assert not policies.allow(OUTSIDE, solver, 8089)
    assert not policies.allow(controller, POD, 8089)


@pytest.mark.parametrize(
    ("peer", "found"),
    [
        (AppId("shop", "api"), [API]),
        (AppId("bank", "api"), [SAME_NAME_ELSEWHERE]),
        (ClusterPodsSettings(namespace="kube-system", labels={"k8s-app": "kube-dns"}), [RESOLVER]),
        (ClusterPodsSettings(namespace="kube-system"), [RESOLVER, BESIDE_RESOLVER]),
        (Addresses("203.0.113.0/24"), [OUTSIDE]),
        (Addresses("203.0.113.0/24", ("203.0.113.0/28",)), []),
    ],
    ids=str,
)
def test_each_peer_is_exactly_who_is_meant(peer: Peer, found: list[Somebody]) -> None:
    assert reached(rules(peer), 8080) == found
    assert reached(rules(peer), 8081) == []


def test_a_range_is_open_from_its_first_port_to_its_last() -> None:
    spec = app_policy(WEB, Traffic((), (Rule((AppId("shop", "api"),), (PodPort(30000, "UDP", 30010),)),)))

    assert written(spec)["spec"]["egress"][0]["ports"] == [{"port": 30000, "endPort": 30010, "protocol": "UDP"}]
    assert [port for port in (29999, 30000, 30010, 30011) if reached(spec, port, "UDP")] == [30000, 30010]
    assert reached(spec, 30000) == []


def test_an_app_of_which_one_direction_is_said_has_the_other_one_closed() -> None:
    called = app_policy(WEB, Traffic(ingress=(Rule((), HTTP),), egress=()))
    calling = app_policy(WEB, Traffic(ingress=(), egress=(Rule((), HTTP),)))

    assert reached(called, 8080) == []
    assert reached(calling, 8080) == EVERYBODY, "a rule without peers is for everybody"
    assert Policies([written(called)]).allow(OUTSIDE, POD, 8080)
    assert not Policies([written(calling)]).allow(OUTSIDE, POD, 8080)

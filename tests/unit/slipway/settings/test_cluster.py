from ipaddress import ip_network
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.base import Model
from slipway.settings.cluster import ApiServerSettings, ClusterSettings, DnsSettings
from tests.unit.slipway.settings.lines import lines_of


def test_a_cluster_of_which_nothing_is_said_has_its_dns_where_most_have_it() -> None:
    cluster = ClusterSettings()

    pods = cluster.dns.pods()
    assert (pods.namespace, pods.labels) == ("kube-system", {"k8s-app": "kube-dns"})
    assert (cluster.dns.cidrs, cluster.dns.ports) == ((), (53,))
    assert cluster.network_policies == "kubernetes"
    assert cluster.ingress is None
    assert cluster.gateway is None


def test_the_kubernetes_api_is_on_a_private_address_unless_somebody_says_otherwise() -> None:
    server = ApiServerSettings()

    assert server.cidrs
    assert all(ip_network(each).is_private for each in server.cidrs)
    assert server.ports == (443, 6443)


def test_a_control_plane_outside_calls_through_konnectivity_whoever_labelled_it() -> None:
    agents = [(each.namespace, *each.labels.items()) for each in ApiServerSettings().agents]

    assert agents == [
        ("kube-system", ("k8s-app", "konnectivity-agent")),
        ("kube-system", ("app", "konnectivity-agent")),
    ]


@pytest.mark.parametrize(
    ("model", "said", "line"),
    [
        (
            ClusterSettings,
            {"networkPolicies": "calico"},
            'networkPolicies: expected one of kubernetes or cilium; got "calico"',
        ),
        (
            ClusterSettings,
            {"ingress": {}},
            "ingress: expected at least one of namespace, cidrs and nodes, for example {namespace: traefik}",
        ),
        (
            ClusterSettings,
            {"apiServer": {"cidrs": ["10.0.0.1"]}},
            'apiServer.cidrs.0: expected a CIDR block without host bits, for example 10.0.0.0/8; got "10.0.0.1"',
        ),
        (
            ClusterSettings,
            {"dns": {"ports": []}},
            "dns: expected at least one port in ports; leave ports out for 53",
        ),
        (
            ClusterSettings,
            {"dns": {"labels": {"k8s-app": "coredns"}}},
            "dns: labels needs namespace, for example namespace: traefik",
        ),
        (
            ClusterSettings,
            {"dns": {"cidr": "169.254.20.10"}},
            'dns.cidrs.0: expected a CIDR block without host bits, for example 10.0.0.0/8; got "169.254.20.10"',
        ),
        (ClusterSettings, {"dns": {"nodes": True}}, "dns.nodes: unknown setting; expected one of "),
        (
            ApiServerSettings,
            {"cidrs": ["10.0.0.1"]},
            'cidrs.0: expected a CIDR block without host bits, for example 10.0.0.0/8; got "10.0.0.1"',
        ),
        (ApiServerSettings, {"ports": [0]}, "ports.0: expected a port from 1 to 65535, for example 8080; got 0"),
        (
            ApiServerSettings,
            {"agents": [{"labels": {"app": "agent"}}]},
            "agents.0.namespace: missing; required: the namespace of the pods, for example `traefik`",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path(model: type[Model], said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        model.model_validate(said)

    [told] = lines_of(refused.value, model)
    assert told.startswith(line)


def test_dns_by_addresses_alone_keeps_the_usual_pods_and_a_namespace_replaces_them() -> None:
    cached = ClusterSettings.model_validate({"dns": {"cidr": "169.254.20.10/32"}}).dns
    openshift = DnsSettings.model_validate({"namespace": "openshift-dns", "ports": [5353]})

    assert (cached.cidrs, cached.pods()) == (("169.254.20.10/32",), DnsSettings().pods())
    assert (openshift.pods().namespace, openshift.pods().labels, openshift.ports) == ("openshift-dns", {}, (5353,))

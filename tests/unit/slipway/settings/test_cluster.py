from ipaddress import ip_network
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.base import Model
from slipway.settings.cluster import ApiServerSettings, ClusterSettings
from tests.unit.slipway.settings.lines import lines_of


def test_a_cluster_of_which_nothing_is_said_has_its_dns_where_most_have_it() -> None:
    cluster = ClusterSettings()

    assert (cluster.dns.namespace, cluster.dns.labels) == ("kube-system", {"k8s-app": "kube-dns"})
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
            "ingress.namespace: missing; required: the namespace of the pods, for example `traefik`",
        ),
        (
            ClusterSettings,
            {"apiServer": {"cidrs": ["10.0.0.1"]}},
            'apiServer.cidrs.0: expected a CIDR block without host bits, for example 10.0.0.0/8; got "10.0.0.1"',
        ),
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

    assert lines_of(refused.value, model) == [line]

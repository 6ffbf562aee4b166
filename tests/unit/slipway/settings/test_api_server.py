from ipaddress import ip_network
from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.cluster import ApiServerSettings
from tests.unit.slipway.settings.lines import lines_of


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
    ("said", "line"),
    [
        ({"cidrs": ["10.0.0.1"]}, "cidrs.0: expected a CIDR block without host bits"),
        ({"ports": [0]}, "ports.0: expected a port from 1 to 65535, for example 8080; got 0"),
        (
            {"agents": [{"labels": {"app": "agent"}}]},
            "agents.0.namespace: missing; required: the namespace of the pods",
        ),
    ],
)
def test_a_mistake_is_told_with_its_path(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ApiServerSettings.model_validate(said)

    [told] = lines_of(refused.value, ApiServerSettings)
    assert told.startswith(line)

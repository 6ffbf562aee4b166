from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.service import ServiceSettings


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"nodePort": 30080},
            ("nodePort needs type NodePort or LoadBalancer; got ClusterIP; leave nodePort out or set type: NodePort"),
        ),
        (
            {"externalTrafficPolicy": "Local"},
            "externalTrafficPolicy needs type NodePort or LoadBalancer; got ClusterIP",
        ),
        (
            {"type": "NodePort", "loadBalancerClass": "a.b/c"},
            (
                "loadBalancerClass needs type LoadBalancer; got NodePort; "
                "leave loadBalancerClass out or set type: LoadBalancer"
            ),
        ),
        (
            {"loadBalancerSourceRanges": ["10.0.0.0/8"]},
            "loadBalancerSourceRanges needs type LoadBalancer; got ClusterIP",
        ),
        ({"sessionAffinitySeconds": 60}, "sessionAffinitySeconds needs sessionAffinity: ClientIP; set it, or leave"),
    ],
)
def test_what_does_not_fit_the_type_is_refused_with_the_way_out(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ServiceSettings.model_validate(said)


@pytest.mark.parametrize("port", [29999, 32768, "30080"])
def test_a_node_port_lies_where_clusters_look_for_it(port: object) -> None:
    with pytest.raises(ValidationError, match="expected a node port from 30000 to 32767"):
        ServiceSettings.model_validate({"type": "NodePort", "nodePort": port})


def test_a_client_is_remembered_for_a_day_at_most() -> None:
    with pytest.raises(ValidationError, match="from 1 to 86400"):
        ServiceSettings.model_validate({"sessionAffinity": "ClientIP", "sessionAffinitySeconds": 86401})

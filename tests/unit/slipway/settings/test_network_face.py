from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings

PORTS = {"metrics": 9090, "grpc": {"port": 9000}}


def app(**said: Any) -> StatelessAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": PORTS, **said})


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"ports": {"metrics": 8080}}, "expected different port numbers; port and ports.metrics are both 8080"),
        (
            {"ingress": {"host": "a.b", "paths": {"/grpc": "grcp"}}},
            'ingress.paths./grpc.port: unknown port "grcp"; expected one of http, metrics, grpc',
        ),
        (
            {"route": {"parent": "public", "paths": {"/": "grcp"}}},
            'route.paths./.port: unknown port "grcp"; expected one of http, metrics, grpc',
        ),
        (
            {"service": {"type": "NodePort"}, "route": {"parent": "public", "paths": {"/": "grpc"}}},
            (
                "route.paths./.port: the Service of type NodePort does not include port grpc; "
                "set ports.grpc.exposed: true, or service.type: ClusterIP"
            ),
        ),
        (
            {"ports": {"grpc": {"port": 9000, "exposed": True}}},
            (
                "ports.grpc.exposed needs service.type NodePort or LoadBalancer; got ClusterIP; "
                "leave exposed out or set service.type"
            ),
        ),
        (
            {"ports": {"grpc": {"port": 9000, "nodePort": 30443}}, "service": {"type": "NodePort"}},
            "ports.grpc.nodePort needs exposed: true; set it, or leave nodePort out",
        ),
    ],
)
def test_what_leads_nowhere_is_refused_with_the_way_out(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        app(**said)

    assert message in str(refused.value)

from typing import Any

import pytest

from slipway.blocks.route import http_route, url
from slipway.settings import StatelessAppSettings
from slipway.settings.ingress import RouteSettings

APP = StatelessAppSettings.model_validate(
    {"image": "a:1", "port": 8080, "service": {"port": 80}, "ports": {"grpc": {"port": 9000, "servicePort": 9443}}}
)


def route(**said: Any) -> RouteSettings:
    return RouteSettings.model_validate({"parent": "public/https", **said})


def test_a_route_names_its_gateway_its_hosts_and_the_numbers_of_the_service() -> None:
    settings = route(hosts=["a.b"], paths={"/": "http", "/grpc": {"port": "grpc", "pathType": "Exact"}})

    assert http_route(APP, settings, "web") == {
        "parentRefs": [
            {"group": "gateway.networking.k8s.io", "kind": "Gateway", "name": "public", "sectionName": "https"}
        ],
        "hostnames": ["a.b"],
        "rules": [
            {
                "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
                "backendRefs": [{"kind": "Service", "name": "web", "port": 80}],
            },
            {
                "matches": [{"path": {"type": "Exact", "value": "/grpc"}}],
                "backendRefs": [{"kind": "Service", "name": "web", "port": 9443}],
            },
        ],
    }


def test_a_route_without_hosts_leaves_them_to_the_listener() -> None:
    assert "hostnames" not in http_route(APP, route(), "web")


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({}, None),
        ({"hosts": ["a.b"]}, "https://a.b"),
        ({"hosts": ["a.b"], "https": False, "paths": {"/api/": "http"}}, "http://a.b/api"),
    ],
)
def test_the_address_is_known_when_a_host_is(said: dict[str, Any], address: str | None) -> None:
    assert url(route(**said)) == address

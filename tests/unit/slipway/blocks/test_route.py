from typing import Any

import pytest

from slipway.blocks.route import grpc_route, http_route, https_redirect, url
from slipway.settings import StatelessAppSettings
from slipway.settings.route import GrpcRouteSettings, RouteSettings

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


def test_a_redirect_has_no_backend_and_says_what_changes() -> None:
    paths = {
        "/old": {"redirect": {"prefix": "/new", "statusCode": 301}},
        "/elsewhere": {"redirect": {"scheme": "https", "host": "b.example.com", "port": 8443, "path": "/x"}},
    }

    assert [
        (rule.get("backendRefs"), rule["filters"]) for rule in http_route(APP, route(paths=paths), "web")["rules"]
    ] == [
        (
            None,
            [
                {
                    "type": "RequestRedirect",
                    "requestRedirect": {
                        "path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/new"},
                        "statusCode": 301,
                    },
                }
            ],
        ),
        (
            None,
            [
                {
                    "type": "RequestRedirect",
                    "requestRedirect": {
                        "scheme": "https",
                        "hostname": "b.example.com",
                        "path": {"type": "ReplaceFullPath", "replaceFullPath": "/x"},
                        "port": 8443,
                        "statusCode": 302,
                    },
                }
            ],
        ),
    ]


def test_rules_go_before_paths_and_match_all_that_is_said() -> None:
    rules = [{"path": "/api", "headers": {"x-canary": "1"}, "query": {"v": "2"}, "method": "POST", "port": "grpc"}]
    found = http_route(APP, route(rules=rules), "web")["rules"]

    assert found[0] == {
        "matches": [
            {
                "path": {"type": "PathPrefix", "value": "/api"},
                "headers": [{"type": "Exact", "name": "x-canary", "value": "1"}],
                "queryParams": [{"type": "Exact", "name": "v", "value": "2"}],
                "method": "POST",
            }
        ],
        "backendRefs": [{"kind": "Service", "name": "web", "port": 9443}],
    }
    assert found[1]["matches"] == [{"path": {"type": "PathPrefix", "value": "/"}}]


def test_headers_and_paths_are_changed_on_the_way() -> None:
    change = {
        "requestHeaders": {"set": {"x-a": "1"}, "add": {"x-b": "2"}, "remove": ["x-c"]},
        "responseHeaders": {"remove": ["server"]},
        "rewrite": {"host": "inside.example.com", "prefix": "/"},
    }
    [rule] = http_route(APP, route(paths={"/api": change}), "web")["rules"]

    assert rule["filters"] == [
        {
            "type": "RequestHeaderModifier",
            "requestHeaderModifier": {
                "set": [{"name": "x-a", "value": "1"}],
                "add": [{"name": "x-b", "value": "2"}],
                "remove": ["x-c"],
            },
        },
        {"type": "ResponseHeaderModifier", "responseHeaderModifier": {"remove": ["server"]}},
        {
            "type": "URLRewrite",
            "urlRewrite": {
                "hostname": "inside.example.com",
                "path": {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/"},
            },
        },
    ]


def test_plain_http_is_redirected_by_a_route_of_its_own() -> None:
    settings = route(hosts=["a.b"], redirectFrom="public/http")
    assert settings.redirect_from

    spec = https_redirect(settings, settings.redirect_from)

    assert spec["parentRefs"][0]["sectionName"] == "http"
    assert spec["hostnames"] == ["a.b"]
    assert spec["rules"] == [
        {
            "matches": [{"path": {"type": "PathPrefix", "value": "/"}}],
            "filters": [{"type": "RequestRedirect", "requestRedirect": {"scheme": "https", "statusCode": 301}}],
        }
    ]


def test_calls_of_grpc_go_by_service_and_method() -> None:
    methods = {"shop.Orders": "grpc", "shop.Cart/Add": {"requestHeaders": {"set": {"x": "1"}}}}
    settings = GrpcRouteSettings.model_validate({"parent": "public", "methods": methods})

    assert grpc_route(APP, settings, "web")["rules"] == [
        {
            "matches": [{"method": {"type": "Exact", "service": "shop.Orders"}}],
            "backendRefs": [{"kind": "Service", "name": "web", "port": 9443}],
        },
        {
            "matches": [{"method": {"type": "Exact", "service": "shop.Cart", "method": "Add"}}],
            "filters": [
                {"type": "RequestHeaderModifier", "requestHeaderModifier": {"set": [{"name": "x", "value": "1"}]}}
            ],
            "backendRefs": [{"kind": "Service", "name": "web", "port": 80}],
        },
    ]
    every = GrpcRouteSettings.model_validate({"parent": "public"})
    assert grpc_route(APP, every, "web")["rules"] == [{"backendRefs": [{"kind": "Service", "name": "web", "port": 80}]}]

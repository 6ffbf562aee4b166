from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings
from slipway.settings.route import GrpcRouteSettings, RouteSettings
from tests.unit.slipway.settings.lines import lines_of


@pytest.mark.parametrize(
    ("parent", "parts"),
    [
        ("public", ("public", None, None)),
        ("public/https", ("public", "https", None)),
        ({"gateway": "public", "namespace": "infra"}, ("public", None, "infra")),
    ],
)
def test_a_gateway_is_named_in_one_word_or_in_full(parent: Any, parts: tuple[str | None, ...]) -> None:
    settings = RouteSettings.model_validate({"parent": parent}).parent

    assert (settings.gateway, settings.section, settings.namespace) == parts


def test_everything_goes_to_the_main_port_unless_told_otherwise() -> None:
    [(path, settings)] = RouteSettings.model_validate({"parent": "public"}).paths.items()

    assert (path, settings.port, settings.path_type) == ("/", None, "PathPrefix")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"hosts": ["a.b", "a.b"]}, "expected each host once in hosts; duplicates: a.b"),
        ({"paths": {}}, "expected at least one path in paths; leave paths out for all of them"),
        ({"hosts": [f"h{i}.b" for i in range(17)]}, "expected at most 16 hosts in a route; got 17"),
        ({"paths": {f"/{i}": "http" for i in range(17)}}, "expected at most 16 paths in a route; got 17"),
        ({"parent": "public/"}, "expected a name of lowercase letters"),
    ],
)
def test_what_the_schema_of_routes_refuses_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        RouteSettings.model_validate({"parent": "public", **said})


def refused(**said: Any) -> str:
    with pytest.raises(ValidationError) as error:
        StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": {"grpc": 9000}, **said})
    [line] = lines_of(error.value, StatelessAppSettings)
    return line.removeprefix(": ")


@pytest.mark.parametrize(
    ("route", "line"),
    [
        ({"paths": {"/": {"redirect": {}}}}, "route.paths./.redirect: expected at least one setting, for example host"),
        (
            {"paths": {"/": {"redirect": {"path": "/a", "prefix": "/b"}}}},
            "route.paths./.redirect: expected path or prefix, not both",
        ),
        (
            {"paths": {"/": {"redirect": {"host": "*.example.com"}}}},
            "route.paths./.redirect.host: expected a lowercase host name without a wildcard",
        ),
        (
            {"paths": {"/": {"redirect": {"scheme": "https", "statusCode": 303}}}},
            "route.paths./.redirect.statusCode: expected one of 301 or 302; got 303",
        ),
        (
            {"paths": {"/": {"port": "grpc", "redirect": {"scheme": "https"}}}},
            "route.paths./: redirect answers instead of the app; leave port out, or redirect",
        ),
        (
            {"paths": {"/a": {"pathType": "Exact", "rewrite": {"prefix": "/"}}}},
            "route.paths./a: rewrite.prefix needs pathType: PathPrefix; got Exact",
        ),
        (
            {"paths": {"/": {"requestHeaders": {}}}},
            "route.paths./.requestHeaders: expected at least one of set",
        ),
        (
            {"paths": {"/": {"requestHeaders": {"set": {"x y": "1"}}}}},
            "route.paths./.requestHeaders.set.x y: expected the name of a header",
        ),
        (
            {"paths": {"/": {"responseHeaders": {"add": {"x": "a\nb"}}}}},
            "route.paths./.responseHeaders.add.x: expected the value of a header: text on one line",
        ),
        ({"rules": [{"path": "/a"}]}, "route.rules.0: expected at least one of headers, query and method; for a path"),
        ({"rules": [{"method": "get"}]}, "route.rules.0.method: expected one of GET, HEAD, POST"),
        (
            {"rules": [{"method": "GET", "port": "grcp"}]},
            'route.rules.0.port: unknown port "grcp"; expected',
        ),
        (
            {"rules": [{"headers": {f"x-{index}": "1" for index in range(17)}}]},
            "route.rules.0: expected at most 16 headers; got 17",
        ),
        (
            {"rules": [{"method": "GET", "path": f"/{index}"} for index in range(16)]},
            "route: expected at most 16 paths and rules in a route; got 17",
        ),
        ({"redirectFrom": "public"}, "route: expected another listener in redirectFrom than in parent"),
    ],
)
def test_a_route_that_could_not_work_is_told_with_its_path(route: dict[str, Any], line: str) -> None:
    assert refused(route={"parent": "public", **route}).startswith(line)


@pytest.mark.parametrize(
    ("route", "line"),
    [
        ({"methods": {"shop.Orders/": "grpc"}}, "grpcRoute.methods.shop.Orders/: expected a gRPC service with its"),
        (
            {"methods": {"shop.Orders": "grcp"}},
            'grpcRoute.methods.shop.Orders.port: unknown port "grcp"',
        ),
        (
            {"methods": {f"a.B{index}": "grpc" for index in range(17)}},
            "grpcRoute: expected at most 16 methods",
        ),
        ({"https": True}, "grpcRoute.https: unknown setting"),
    ],
)
def test_a_grpc_route_that_could_not_work_is_told_with_its_path(route: dict[str, Any], line: str) -> None:
    assert refused(grpcRoute={"parent": "public", **route}).startswith(line)


def test_a_gateway_accepts_one_kind_of_route_for_a_host() -> None:
    both = {"parent": "public", "hosts": ["a.example.com"]}

    assert refused(route=both, grpcRoute=both) == (
        "route and grpcRoute share a.example.com, and a Gateway accepts only one of them; expected other hosts"
    )
    assert "every host of the listener" in refused(route={"parent": "public"}, grpcRoute=both)


def test_a_redirect_leads_to_no_port() -> None:
    route = RouteSettings.model_validate(
        {"parent": "public", "paths": {"/old": {"redirect": {"path": "/new"}}, "/": "grpc"}}
    )

    assert list(route.backends()) == [(("paths", "/", "port"), "grpc")]
    assert list(GrpcRouteSettings.model_validate({"parent": "public"}).backends()) == [(("methods",), None)]

from typing import Any

from slipway.checks.hosts import host_clashes
from slipway.settings.stack import StackSettings


def lines(first: Any, second: Any, *, other: str = "shop") -> list[str]:
    def app(said: Any) -> Any:
        return {"image": "a:1", "port": 80, "exposed": True, **said}

    namespaces: dict[str, Any] = {"shop": {"apps": {"web": app(first)}}}
    namespaces.setdefault(other, {"apps": {}})["apps"]["api"] = app(second)
    stack = {"environment": "development", "namespaces": namespaces}
    return [str(problem) for problem in host_clashes(StackSettings.model_validate(stack))]


def ingress(**said: Any) -> Any:
    return {"ingress": {"host": "a.example.com", **said}}


def route(**said: Any) -> Any:
    return {"route": {"parent": {"gateway": "public", "namespace": "gateways"}, "hosts": ["a.example.com"], **said}}


def test_two_apps_with_one_host_and_path_are_told_at_the_later_one() -> None:
    line = (
        "namespaces.{}.apps.api.{}: namespaces.shop.apps.web.{} has a.example.com with the path / too, and only one of "
        "them would get the requests; expected another host or path"
    )

    assert lines(ingress(), ingress()) == [line.format("shop", "ingress", "ingress")]
    assert lines(ingress(), ingress(), other="data") == [line.format("data", "ingress", "ingress")]
    assert lines(route(), route()) == [line.format("shop", "route", "route")]


def test_calls_of_one_grpc_method_go_to_one_app() -> None:
    def calls(*methods: str) -> Any:
        said = {"parent": "public", "hosts": ["a.example.com"], "methods": dict.fromkeys(methods, "http")}
        return {"grpcRoute": said}

    (line,) = lines(calls("shop.Orders"), calls("shop.Orders", "shop.Cart"))

    assert "apps.web.grpcRoute has a.example.com with the gRPC method shop.Orders too" in line
    assert lines(calls("shop.Orders"), calls("shop.Cart")) == []


def test_all_calls_of_a_host_go_to_one_app() -> None:
    calls = {"grpcRoute": {"parent": "public"}}

    (line,) = lines(calls, calls)

    assert "apps.web.grpcRoute has every host of the listener with every gRPC method too" in line


def ruled(*rules: Any, path: str = "/api") -> Any:
    """A rule goes before the paths, of which every app has its own here."""
    return route(paths={path: {}}, rules=list(rules))


def test_two_apps_with_one_host_and_the_same_rule_are_told_at_the_later_one() -> None:
    said = {"path": "/shop", "headers": {"x-canary": "1", "x-a": "b"}, "query": {"v": "2"}, "method": "GET"}
    same = {**said, "path": "/shop/", "headers": {"x-a": "b", "X-Canary": "1"}}

    assert lines(ruled(said), ruled(same, path="/other"), other="data") == [
        (
            "namespaces.data.apps.api.route.rules.0: namespaces.shop.apps.web.route.rules.0 has a.example.com with the "
            "path /shop and the header x-a: b and the header x-canary: 1 and the query parameter v=2 and the method "
            "GET too, and only one of them would get the requests; expected another host or match"
        )
    ]


def test_rules_that_tell_requests_apart_may_go_to_different_apps() -> None:
    canary = {"headers": {"x-canary": "1"}}
    first = ruled(canary)

    assert lines(route(), ruled(canary)) == []
    assert lines(first, ruled({"headers": {"x-canary": "2"}}, path="/other")) == []
    assert lines(first, ruled({**canary, "path": "/shop"}, path="/other")) == []
    assert lines(first, ruled({**canary, "pathType": "Exact"}, path="/other")) == []
    assert lines(first, ruled({**canary, "method": "POST"}, path="/other")) == []
    assert lines(ruled({"query": {"v": "1"}}), ruled({"query": {"V": "1"}}, path="/other")) == []


def test_the_second_of_two_equal_rules_of_one_route_is_told() -> None:
    canary = {"headers": {"x-canary": "1"}}

    (line,) = lines(ruled(canary, {**canary, "redirect": {"host": "b.example.com"}}), ingress())

    assert line.startswith("namespaces.shop.apps.web.route.rules.1: namespaces.shop.apps.web.route.rules.0 has ")


def test_apps_may_share_the_redirect_to_https_but_not_with_a_route_that_answers() -> None:
    plain = {"gateway": "public", "section": "http", "namespace": "gateways"}
    secure = {**plain, "section": "https"}
    first = route(parent=secure, redirectFrom=plain)

    assert lines(first, route(parent=secure, redirectFrom=plain, paths={"/api": {}})) == []
    (line,) = lines(first, route(parent=plain, https=False))
    assert line.startswith("namespaces.shop.apps.api.route: namespaces.shop.apps.web.route.redirectFrom has a.example")


def test_a_prefix_is_the_same_with_a_slash_at_its_end() -> None:
    (line,) = lines(ingress(path="/api"), ingress(path="/api/"))

    assert "a.example.com with the path /api too" in line


def test_requests_that_differ_may_go_to_different_apps() -> None:
    assert lines(ingress(), ingress(host="b.example.com")) == []
    assert lines(ingress(), ingress(path="/api")) == []
    assert lines(ingress(path="/api"), ingress(path="/api", pathType="Exact")) == []
    assert lines(ingress(className="public"), ingress(className="internal")) == []
    assert lines(route(), route(parent={"gateway": "internal", "namespace": "gateways"})) == []
    assert lines(route(), ingress()) == []


def test_a_canary_shares_host_and_path_on_purpose() -> None:
    canary = {"nginx.ingress.kubernetes.io/canary": "true", "nginx.ingress.kubernetes.io/canary-weight": "10"}

    assert lines(ingress(), ingress(annotations=canary)) == []

from typing import Any

import pytest
import yaml

from slipway.checks.exposure import undecided_exposure
from slipway.settings.stack import StackSettings

WEB = "namespaces.shop.apps.web"
BOTH = {"ingress": {"namespace": "traefik"}, "gateway": {"namespace": "gateways"}}
WAYS = {
    "ingress: {host: a.b}": "ingress",
    "route: {parent: public}": "route",
    "grpcRoute: {parent: public}": "grpcRoute",
    "service: {type: NodePort}": "service.type: NodePort",
    "service: {type: LoadBalancer}": "service.type: LoadBalancer",
    "services: {public: {type: NodePort, ports: [http]}}": "services.public.type: NodePort",
}


def lines(said: str, cluster: dict[str, Any]) -> list[str]:
    web = {"image": "a:1", "port": 8080, **yaml.safe_load(f"{{{said}}}")}
    stack = {"environment": "development", "cluster": cluster, "namespaces": {"shop": {"apps": {"web": web}}}}
    return [str(problem) for problem in undecided_exposure(StackSettings.model_validate(stack))]


@pytest.mark.parametrize(("way", "words"), WAYS.items())
def test_a_way_in_needs_a_decision(way: str, words: str) -> None:
    assert lines(way, BOTH) == [
        f"{WEB}.exposed: {words} makes the app reachable from outside the cluster; confirm it with exposed: true"
    ]
    assert lines(f"{way}, exposed: true", BOTH) == []


def test_a_decision_without_a_way_in_is_refused() -> None:
    assert lines("exposed: true", {}) == [
        (
            f"{WEB}.exposed: needs ingress, route, grpcRoute, or service.type NodePort or LoadBalancer (or one in "
            "services); set one of them, or leave exposed out"
        )
    ]


def test_nobody_is_exposed_who_says_nothing() -> None:
    assert lines("", {}) == []


@pytest.mark.parametrize(
    ("way", "setting", "example"),
    [
        ("ingress", "ingress", "traefik"),
        ("route", "gateway", "envoy-gateway-system"),
        ("grpcRoute", "gateway", "envoy-gateway-system"),
    ],
)
def test_where_a_way_in_begins_must_be_known_once(way: str, setting: str, example: str) -> None:
    ways = {"ingress": "ingress: {host: a.b}", "route": "route: {parent: public}"}
    said = ways.get(way, "grpcRoute: {parent: public}")

    assert lines(f"{said}, exposed: true", {}) == [
        (
            f"cluster.{setting}: missing; required by {WEB}.{way}: the pods that forward its requests, "
            f"for example {{namespace: {example}}}"
        )
    ]

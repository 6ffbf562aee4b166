import re
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings import StatelessAppSettings
from slipway.settings.ingress import IngressPaths, IngressSettings, OpenPath
from slipway.settings.route import RoutePath, RoutePaths


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"hosts": ["a.example.com"]}, "expected each host once in host and hosts; duplicates: a.example.com"),
        (
            {"hosts": ["b.example.com", "b.example.com"]},
            "expected each host once in host and hosts; duplicates: b.example",
        ),
        ({"paths": {"/": "grpc"}}, r"expected each path once in path \(/ by default\) and paths; duplicates: /"),
        ({"issuer": "own", "clusterIssuer": "all"}, "expected clusterIssuer or issuer, not both"),
    ],
)
def test_what_cannot_stand_together_is_refused(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        IngressSettings.model_validate({"host": "a.example.com", **said})


def test_the_main_host_and_path_come_first() -> None:
    settings = IngressSettings(host="b.example.com", hosts=("a.example.com",), path="/z", paths={"/a": {"port": "x"}})

    assert settings.all_hosts() == ["b.example.com", "a.example.com"]
    assert list(settings.all_paths()) == ["/z", "/a"]


OPEN, ROUTE = TypeAdapter(OpenPath), TypeAdapter(RoutePath)


@pytest.mark.parametrize("path", ["/", "/api", "/api/", "/a.b/c%20d", "/.well-known", "/..."])
def test_a_normal_path_may_be_opened(path: str) -> None:
    assert OPEN.validate_python(path) == ROUTE.validate_python(path) == path


@pytest.mark.parametrize("path", ["api", "/a//b", "/./a", "/a/../b", "/a%2Fb", "/a/.", "/a/..", "/a?b", "/a b", 1])
def test_a_path_that_the_api_would_refuse_is_refused(path: object) -> None:
    with pytest.raises(ValidationError, match="expected a URL path that starts with /"):
        OPEN.validate_python(path)
    with pytest.raises(ValidationError, match="expected a URL path that starts with /"):
        ROUTE.validate_python(path)


@pytest.mark.parametrize("path", ["/ä", "/a|b", "/a%2", "/" + "a" * 1024])
def test_a_gateway_allows_less_than_an_ingress(path: str) -> None:
    assert OPEN.validate_python(path) == path
    with pytest.raises(ValidationError, match="at most 1024 URL characters"):
        ROUTE.validate_python(path)


def test_a_ports_name_alone_is_short_for_where_a_path_goes() -> None:
    assert TypeAdapter(IngressPaths).validate_python({"/grpc": "grpc"})["/grpc"].port == "grpc"
    assert TypeAdapter(RoutePaths).validate_python({"/": {"pathType": "Exact"}})["/"].port is None


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
                "route.paths./.port: the Service of the app, which opens it to the outside, does not include port "
                "grpc; set ports.grpc.exposed: true, or service.type: ClusterIP and a further Service in services"
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


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"className": "nginx", "annotations": {"kubernetes.io/ingress.class": "nginx"}},
            "annotations.kubernetes.io/ingress.class: expected the setting className: nginx instead of the annotation",
        ),
        (
            {"annotations": {"cert-manager.io/issuer": "own"}},
            "annotations.cert-manager.io/issuer: expected the setting issuer: own instead of the annotation",
        ),
    ],
)
def test_an_annotation_does_not_say_what_a_setting_says(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(line)):
        IngressSettings.model_validate({"host": "a.example.com", **said})


def test_gke_reads_its_class_from_the_annotation_alone() -> None:
    annotations = {"kubernetes.io/ingress.class": "gce-internal"}

    assert IngressSettings(host="a.example.com", annotations=annotations).class_name is None

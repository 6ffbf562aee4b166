from typing import Any

import pytest
from pulumi import Output

from components import StatefulApp, StatelessApp
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import StatefulAppSettings, StatelessAppSettings
from tests.deployment import deploy


def web(**said: Any) -> Recording:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, **said})
    return deploy(lambda: StatelessApp("web", settings, namespace="shop"))


def database(**said: Any) -> Recording:
    settings = StatefulAppSettings.model_validate({"image": "a:1", "port": 8080, **said})
    return deploy(lambda: StatefulApp("db", settings, namespace="shop"))


def test_further_ports_are_the_containers_and_the_services_and_probes_stay_on_the_main_one() -> None:
    recording = web(ports={"metrics": 9090})
    [container] = recording.one("Deployment").inputs["spec"]["template"]["spec"]["containers"]

    assert [port["name"] for port in container["ports"]] == ["http", "metrics"]
    assert [port["name"] for port in recording.one("Service").inputs["spec"]["ports"]] == ["http", "metrics"]
    assert {container[f"{probe}Probe"]["tcpSocket"]["port"] for probe in ("startup", "readiness", "liveness")} == {
        "http"
    }


def test_a_headless_service_stands_beside_the_other_so_that_neither_is_ever_replaced() -> None:
    plainly, both = web(), web(service={"headless": True})

    assert both.one("Service", "web").inputs == plainly.one("Service").inputs
    headless = both.one("Service", "web-headless").inputs
    assert headless["metadata"]["name"] == "web-headless"
    assert headless["spec"]["clusterIP"] == "None"
    assert "publishNotReadyAddresses" not in headless["spec"]


def test_peers_of_a_stateful_app_find_one_another_on_all_ports() -> None:
    spec = plain(database(ports={"raft": 7000}).one("Service", "db-headless").inputs["spec"])

    assert spec["publishNotReadyAddresses"] is True
    assert [(port["name"], port["port"]) for port in spec["ports"]] == [("http", 8080), ("raft", 7000)]


def test_a_routes_shape_and_home_are_those_of_the_gateway_api() -> None:
    route = web(route={"parent": "public", "hosts": ["a.b"], "annotations": {"x/y": "z"}}).one("HTTPRoute").inputs

    assert (route["apiVersion"], route["kind"]) == ("gateway.networking.k8s.io/v1", "HTTPRoute")
    assert route["metadata"]["annotations"] == {"pulumi.com/skipAwait": "true", "x/y": "z"}
    assert plain(route["spec"]["rules"][0]["backendRefs"]) == [{"kind": "Service", "name": "web", "port": 8080}]


@pytest.mark.parametrize(
    ("said", "url", "exposed"),
    [
        ({}, "http://web.shop.svc:8080", False),
        ({"service": {"headless": True}}, "http://web.shop.svc:8080", False),
        ({"service": {"type": "NodePort"}}, "http://web.shop.svc:8080", True),
        ({"route": {"parent": "public", "hosts": ["a.b"]}}, "https://a.b", True),
        ({"services": {"public": {"type": "NodePort", "ports": ["http"]}}}, "http://web.shop.svc:8080", True),
        ({"services": {"inside": {"ports": ["http"]}}}, "http://web.shop.svc:8080", False),
        ({"port": {"name": "postgres", "port": 5432}}, "web.shop.svc:5432", False),
        ({"route": {"parent": "public"}}, "http://web.shop.svc:8080", True),
        ({"ingress": {"host": "c.d"}, "route": {"parent": "public", "hosts": ["a.b"]}}, "http://c.d", True),
    ],
)
def test_an_ingress_a_route_and_an_outer_service_expose(
    said: dict[str, Any],
    url: str,
    exposed: bool,  # noqa: FBT001
) -> None:
    assert web(**said).outputs_of("StatelessApp") == {"url": url, "exposed": exposed}


def test_a_stateful_app_may_be_reached_from_outside_too() -> None:
    recording = database(ingress={"host": "db.example.com", "tlsSecret": "db"})

    assert recording.outputs_of("StatefulApp") == {"url": "https://db.example.com", "exposed": True}


def test_what_the_settings_annotate_stands_beside_what_up_waits_for() -> None:
    service = web(service={"annotations": {"a/b": "c"}}).one("Service")

    assert service.inputs["metadata"]["annotations"] == {"pulumi.com/skipAwait": "true", "a/b": "c"}


def test_every_way_to_an_exposed_app_says_that_it_was_decided_and_no_other_service_does() -> None:
    ways = {"ingress": {"host": "a.b"}, "route": {"parent": "public"}, "service": {"headless": True}}
    recording = web(exposed=True, **ways)
    said = {
        each.inputs["kind"]: each.inputs["metadata"]["labels"].get("slipway.dev/exposed")
        for each in recording.registrations
        if each.name == "web" and "kind" in each.inputs
    }

    assert said == {
        "Service": "true",
        "Ingress": "true",
        "HTTPRoute": "true",
        "Deployment": None,
        "ServiceAccount": None,
    }
    assert "slipway.dev/exposed" not in recording.one("Service", "web-headless").inputs["metadata"]["labels"]
    assert "slipway.dev/exposed" not in web().one("Service").inputs["metadata"]["labels"]


def test_plain_http_and_grpc_have_routes_of_their_own() -> None:
    recording = web(
        exposed=True,
        route={"parent": "public/https", "hosts": ["a.b"], "redirectFrom": "public/http"},
        grpcRoute={"parent": "public/grpc"},
    )

    made = {
        (each.inputs["kind"], each.inputs["metadata"]["name"], each.inputs["metadata"]["labels"]["slipway.dev/exposed"])
        for each in recording.registrations
        if each.inputs.get("kind") in ("HTTPRoute", "GRPCRoute")
    }
    assert made == {
        ("HTTPRoute", "web", "true"),
        ("HTTPRoute", "web.redirect", "true"),
        ("GRPCRoute", "web", "true"),
    }


def test_a_media_server_has_its_web_page_inside_and_one_port_at_a_load_balancer() -> None:
    public = {"type": "LoadBalancer", "ports": ["torrent"], "annotations": {"a/b": "c"}}
    recording = web(exposed=True, ports={"torrent": 6881}, services={"public": public})
    inside, outside = (recording.one("Service", name).inputs for name in ("web", "web-public"))

    assert (inside["spec"]["type"], outside["spec"]["type"]) == ("ClusterIP", "LoadBalancer")
    assert [port["name"] for port in outside["spec"]["ports"]] == ["torrent"]
    assert outside["metadata"]["annotations"] == {"a/b": "c"}, "up waits for its address"
    assert [each["metadata"]["labels"].get("slipway.dev/exposed") for each in (inside, outside)] == [None, "true"]


def test_annotations_name_secrets_as_in_the_cluster() -> None:
    said = {"ingress": {"host": "a.example.com", "annotations": {"a/auth-secret": "shop/$(secret:users)"}}}
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, **said})

    recording = deploy(
        lambda: StatelessApp("web", settings, namespace="shop", secrets={"users": Output.from_input("users-1a2b")})
    )

    assert plain(recording.one("Ingress").inputs)["metadata"]["annotations"]["a/auth-secret"] == "shop/users-1a2b"

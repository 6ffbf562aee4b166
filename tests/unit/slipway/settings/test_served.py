from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatefulAppSettings, StatelessAppSettings
from slipway.settings.ports import PodPort
from slipway.settings.served import ServiceAppSettings
from tests.unit.slipway.settings.lines import lines_of

PORTS: dict[str, Any] = {"metrics": 9090, "grpc": {"port": 9000, "servicePort": 443}}


def app(**said: Any) -> ServiceAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": PORTS, **said})


def test_a_service_listens_where_the_process_does_unless_it_is_told_otherwise() -> None:
    other = app(service={"port": 80})

    assert [(app().listening_port(name).port, app().service_port(name)) for name in ("http", "metrics", "grpc")] == [
        (8080, 8080),
        (9090, 9090),
        (9000, 443),
    ]
    assert (other.listening_port().port, other.service_port()) == (8080, 80)


def test_what_an_app_listens_on_over_tcp_is_what_a_probe_can_ask() -> None:
    assert app(ports={**PORTS, "gossip": {"port": 7946, "protocol": "UDP"}}).listens_on() == {8080, 9090, 9000}


def test_ports_are_found_by_the_names_that_they_have() -> None:
    database = app(port={"name": "postgres", "port": 5432}, ports={"metrics": 9187})

    assert database.port_names() == ["postgres", "metrics"]
    assert (database.pod_port(), database.pod_port("postgres"), database.pod_port("metrics")) == (
        PodPort(5432),
        PodPort(5432),
        PodPort(9187),
    )
    assert (database.named([]), database.named(["metrics"])) == (["postgres"], ["metrics"])


def test_a_main_port_of_udp_is_no_port_for_probes() -> None:
    dns = app(port={"name": "dns", "port": 53, "protocol": "UDP"}, ports={})

    assert (dns.probed_port(), dns.listens_on(), dns.pod_port()) == (None, set(), PodPort(53, "UDP"))
    with pytest.raises(ValidationError, match=r"probes\.readiness has nothing to probe; set port, or port or exec of"):
        app(port={"name": "dns", "port": 53, "protocol": "UDP"}, probes={"readiness": {"path": "/ready"}})


def test_a_service_inside_the_cluster_leads_to_every_port() -> None:
    assert list(app().served_ports()) == ["metrics", "grpc"]


def test_a_service_outside_leads_to_what_is_exposed_and_nothing_else() -> None:
    ports = {**PORTS, "grpc": {"port": 9000, "exposed": True}}

    assert list(app(ports=ports, service={"type": "LoadBalancer"}).served_ports()) == ["grpc"]


def test_an_app_is_reached_by_nobody_outside_and_from_no_other_namespace_unless_it_is_said() -> None:
    assert (app().exposed, app().ingress, app().route, app().service.type) == (False, None, None, "ClusterIP")
    assert (app().accepts_from, app().peer_ports) == ((), ())


@pytest.mark.parametrize("kind", [StatelessAppSettings, StatefulAppSettings])
def test_each_kind_with_a_service_needs_its_port(kind: type[ServiceAppSettings]) -> None:
    with pytest.raises(ValidationError, match=r"port\n  Field required"):
        kind.model_validate({"image": "a:1"})


MEDIA: dict[str, Any] = {
    "ports": {"torrent": {"port": 6881, "protocol": "UDP"}, "https": {"port": 8443, "servicePort": 8444}},
    "services": {
        "public": {"type": "LoadBalancer", "ports": ["torrent"]},
        "lan": {"type": "NodePort", "ports": {"http": {"port": 80, "nodePort": 30080}, "https": 443}},
    },
}


def numbers(settings: ServiceAppSettings) -> dict[str, dict[str, int | None]]:
    return {face.suffix: {name: port.port for name, port in face.ports.items()} for face in settings.faces().values()}


def test_each_service_has_its_own_ports_and_its_own_numbers() -> None:
    media = app(**MEDIA)

    assert numbers(media) == {
        "": {"http": 8080, "torrent": 6881, "https": 8444},
        "-public": {"torrent": 6881},
        "-lan": {"http": 80, "https": 443},
    }
    assert [steps for steps, face in media.faces().items() if face.outside] == [
        ("services", "public"),
        ("services", "lan"),
    ]
    assert media.outside_ports() == 3
    assert media.service_names("media") == ("media", "media-public", "media-lan")
    assert StatefulAppSettings.model_validate({"image": "a:1", "port": 8080, **MEDIA}).service_names("media") == (
        *("media", "media-headless", "media-public", "media-lan"),
    )


@pytest.mark.parametrize(
    ("services", "line"),
    [
        ({"public": {"ports": ["torent"]}}, 'services.public.ports: unknown port "torent"; expected one of http, tor'),
        (
            {"public": {"ports": {"http": 80, "https": 80}}},
            "services.public.ports: expected different port numbers; http and https are both 80",
        ),
        ({"public": {"type": "LoadBalancer"}}, "services.public.ports: missing; required: the ports that it opens"),
        ({"public": {"ports": []}}, "services.public: expected at least one port in ports, for example [http]"),
        ({"public": {"ports": ["http", "http"]}}, "services.public.ports: expected each port once"),
        (
            {"public": {"ports": [["http"]]}},
            "services.public.ports: expected a mapping of keys and values; got a list",
        ),
        ({"public": {"ports": {"http": 0}}}, "services.public.ports.http.port: expected a port from 1 to 65535"),
        ({"public": {"ports": {"http": "web"}}}, "services.public.ports.http: expected "),
        (
            {"public": {"ports": {"http": {"nodePort": 30080}}}},
            "services.public: ports.http.nodePort needs type NodePort or LoadBalancer; got ClusterIP; leave nodePort",
        ),
        (
            {"public": {"ports": ["http"], "externalTrafficPolicy": "Local"}},
            "services.public: externalTrafficPolicy needs type NodePort or LoadBalancer; got ClusterIP",
        ),
        ({"headless": {"ports": ["http"]}}, "services.headless: expected a name of at most 10 lowercase letters"),
        ({"a-long-name": {"ports": ["http"]}}, "services.a-long-name: expected a name of at most 10 lowercase letters"),
        ({"public": {"ports": ["http"], "headless": True}}, "services.public.headless: unknown setting"),
    ],
)
def test_a_further_service_that_cannot_be_made_is_told_with_its_path(services: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        app(ports=MEDIA["ports"], services=services)

    [told] = lines_of(refused.value, StatelessAppSettings)
    assert told.removeprefix(": ").startswith(line)


def test_one_number_may_be_opened_over_two_protocols() -> None:
    ports = {"quic": {"port": 8443, "protocol": "UDP"}, "https": 8443}

    assert numbers(app(ports=ports, services={"public": {"ports": {"quic": 443, "https": 443}}}))["-public"] == {
        "quic": 443,
        "https": 443,
    }

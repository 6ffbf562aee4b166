from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatefulAppSettings, StatelessAppSettings
from slipway.settings.workloads import ServiceAppSettings

PORTS: dict[str, Any] = {"metrics": 9090, "grpc": {"port": 9000, "servicePort": 443}}


def app(**said: Any) -> ServiceAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": PORTS, **said})


def test_a_service_listens_where_the_process_does_unless_it_is_told_otherwise() -> None:
    other = app(service={"port": 80})

    assert [(app().listening_port(name), app().service_port(name)) for name in ("http", "metrics", "grpc")] == [
        (8080, 8080),
        (9090, 9090),
        (9000, 443),
    ]
    assert (other.listening_port(), other.service_port()) == (8080, 80)


def test_what_it_listens_on_over_tcp_is_what_a_probe_can_ask() -> None:
    assert app(ports={**PORTS, "gossip": {"port": 7946, "protocol": "UDP"}}).listens_on() == {8080, 9090, 9000}


def test_a_service_inside_the_cluster_leads_to_every_port() -> None:
    assert list(app().served_ports()) == ["metrics", "grpc"]


def test_a_service_outside_leads_to_what_is_exposed_and_nothing_else() -> None:
    ports = {**PORTS, "grpc": {"port": 9000, "exposed": True}}

    assert list(app(ports=ports, service={"type": "LoadBalancer"}).served_ports()) == ["grpc"]


def test_it_is_reached_by_nobody_outside_and_from_no_other_namespace_unless_it_is_said() -> None:
    assert (app().exposed, app().ingress, app().route, app().service.type) == (False, None, None, "ClusterIP")
    assert (app().accepts_from, app().peer_ports) == ((), ())


@pytest.mark.parametrize("kind", [StatelessAppSettings, StatefulAppSettings])
def test_each_kind_of_it_needs_its_port(kind: type[ServiceAppSettings]) -> None:
    with pytest.raises(ValidationError, match=r"port\n  Field required"):
        kind.model_validate({"image": "a:1"})

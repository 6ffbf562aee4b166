from typing import Any

import pytest

from slipway.settings import StatefulAppSettings, StatelessAppSettings
from slipway.settings.connection import ConnectionSettings
from slipway.settings.served import ServiceAppSettings
from slipway.topology.addresses import PeerAddress, peer_address


def app(**said: Any) -> StatelessAppSettings:
    return StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, "ports": {"metrics": 9090}, **said})


def address(connection: dict[str, Any], peer: ServiceAppSettings | None = None) -> PeerAddress | None:
    return peer_address(ConnectionSettings.model_validate({"app": "node-api", **connection}), peer or app())


def test_a_peer_is_told_by_its_service_and_that_ones_port() -> None:
    peer = app(service={"port": 80})

    assert address({}, peer) == PeerAddress("node-api", "NODE_API_HOST", (("NODE_API_PORT", "80"),))


def test_several_ports_are_told_by_name_and_the_first_one_is_the_port() -> None:
    told = address({"ports": ["metrics", "http"]})

    assert told
    assert dict(told.port_variables) == {
        "NODE_API_PORT": "9090",
        "NODE_API_PORT_METRICS": "9090",
        "NODE_API_PORT_HTTP": "8080",
    }


def test_a_prefix_takes_the_place_of_the_name() -> None:
    told = address({"prefix": "UPSTREAM_"})

    assert told
    assert told.names() == ["UPSTREAM_HOST", "UPSTREAM_PORT"]


@pytest.mark.parametrize("headless", [True, False])
def test_what_the_service_does_not_lead_to_is_reached_by_the_headless_one_if_there_is_one(
    headless: bool,  # noqa: FBT001
) -> None:
    peer = app(service={"type": "NodePort", "port": 80, "headless": headless})
    told = address({"ports": ["http", "metrics"]}, peer)

    assert (told is not None) == headless
    if told:
        assert told.service == "node-api-headless"
        assert dict(told.port_variables)["NODE_API_PORT_HTTP"] == "8080", "no address translates the number"


def test_a_further_service_with_all_ports_is_taken_before_the_headless_one() -> None:
    inside = {"inside": {"ports": {"metrics": 9999, "http": 80}}, "other": {"ports": ["metrics"]}}
    peer = app(service={"type": "NodePort", "headless": True}, services=inside)
    told = address({"ports": ["http", "metrics"]}, peer)

    assert told
    assert told.service == "node-api-inside"
    assert dict(told.port_variables)["NODE_API_PORT_METRICS"] == "9999"


def test_a_stateful_peer_always_has_a_headless_service() -> None:
    peer = StatefulAppSettings.model_validate(
        {"image": "a:1", "port": 8080, "ports": {"raft": 7000}, "service": {"type": "NodePort"}}
    )
    told = address({"port": "raft"}, peer)

    assert told
    assert told.service == "node-api-headless"

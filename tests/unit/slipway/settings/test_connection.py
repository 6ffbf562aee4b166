from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings import StatelessAppSettings
from slipway.settings.connection import ClusterPodsSettings, ConnectionSettings
from slipway.settings.ports import PodPort
from tests.unit.slipway.settings.lines import lines_of


def refused(connection: Any) -> str:
    with pytest.raises(ValidationError) as error:
        StatelessAppSettings.model_validate({"image": "a:1", "port": 1, "connectsTo": [connection]})
    [line] = lines_of(error.value, StatelessAppSettings)
    return line


def test_a_name_alone_is_an_app_and_its_main_port() -> None:
    web = StatelessAppSettings.model_validate({"image": "a:1", "port": 1, "connectsTo": ["api"]})

    assert web.connects_to == (ConnectionSettings(app="api"),)
    assert web.connects_to[0].names() == []


def test_ports_outside_are_numbers_and_ranges_with_one_protocol() -> None:
    outside = ConnectionSettings.model_validate(
        {"cidr": "0.0.0.0/0", "ports": [443, "30000..32767"], "protocol": "UDP"}
    )

    assert outside.numbers() == (PodPort(443, "UDP"), PodPort(30000, "UDP", 32767))
    assert ConnectionSettings(host="a.example.com", port="1..65535").numbers() == (PodPort(1, "TCP", 65535),)


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ({}, "connectsTo.0: expected exactly one of app, pods, cidr and host, for example {app: db}"),
        (
            {"app": "a", "host": "b.c"},
            "connectsTo.0: expected exactly one of app, pods, cidr and host, for example {app: db}",
        ),
        ({"app": "a", "port": "http", "ports": ["http"]}, "connectsTo.0: expected port or ports, not both"),
        ({"app": "a", "ports": ["b", "b"]}, "connectsTo.0.ports: expected a list without duplicates; b occurs twice"),
        ({"app": "a", "protocol": "UDP"}, "connectsTo.0: protocol cannot be used with app; leave it out"),
        (
            {"host": "b.c", "port": 1, "except": ["10.0.0.0/8"]},
            "connectsTo.0: except cannot be used with host; leave it out",
        ),
        (
            {"cidr": "10.0.0.0/8", "port": 1, "namespace": "b"},
            "connectsTo.0: namespace cannot be used with cidr; leave it out",
        ),
        (
            {"app": "a", "port": 8080},
            "connectsTo.0: with app: expected a port name, for example http; got 8080",
        ),
        (
            {"app": "a", "port": "8080..8090"},
            "connectsTo.0: with app: expected a port name, for example http; got 8080..8090",
        ),
        *(
            (
                {"cidr": "10.0.0.0/8", "port": wrong},
                (
                    "connectsTo.0.port: expected a port name of an app, or a port number or a range like 30000..32767 "
                    f'outside the stack, for example http; got "{wrong}"'
                ),
            )
            for wrong in ("9000..8000", "80..80", "1..65536", "0..9", "8000..", "8000...9000", "8000-9000/TCP")
        ),
        (
            {"pods": {"namespace": "b"}, "port": 1, "prefix": "B_"},
            "connectsTo.0: prefix cannot be used with pods; leave it out",
        ),
        (
            {"pods": {"namespace": "b"}},
            "connectsTo.0: pods needs port or ports, for example port: 5432",
        ),
        (
            {"host": "b.c", "port": "http"},
            (
                "connectsTo.0: with host: expected a port number, for example 5432, or a range, "
                "for example 30000..32767; got http"
            ),
        ),
        (
            {"cidr": "10.0.0.0/8"},
            "connectsTo.0: cidr needs port or ports, for example port: 5432",
        ),
        (
            {"cidr": "10.0.0.0/8", "port": 1, "except": ["11.0.0.0/16"]},
            "connectsTo.0: expected except to be a smaller block within 10.0.0.0/8; got 11.0.0.0/16",
        ),
        (
            {"cidr": "10.0.0.0/8", "port": 1, "except": ["fc00::/16"]},
            "connectsTo.0: expected except to be a smaller block within 10.0.0.0/8; got fc00::/16",
        ),
        (
            {"app": "a", "port": 70000},
            (
                "connectsTo.0.port: expected a port name of an app, or a port number or a range like "
                "30000..32767 outside the stack, "
                "for example http; got 70000"
            ),
        ),
        (
            {"app": "\u0440\u0430ypal"},
            (
                "connectsTo.0.app: expected a name of at most 52 lowercase letters, digits and dashes that starts with "
                'a letter, for example web; got "\\u0440\\u0430ypal"'
            ),
        ),
        ({"ap": "a", "cidr": "10.0.0.0/8", "port": 1}, "connectsTo.0.ap: unknown setting; did you mean app?"),
    ],
)
def test_a_connection_that_says_too_much_or_too_little_is_refused(connection: dict[str, Any], message: str) -> None:
    assert refused(connection) == message


def test_a_namespace_alone_means_all_of_its_pods() -> None:
    assert ClusterPodsSettings(namespace="traefik").labels == {}


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({}, "namespace: missing; required: the namespace of the pods, for example `traefik`"),
        ({"labels": {"app": "traefik"}}, "namespace: missing; required: the namespace of the pods"),
        ({"namespace": "*"}, "namespace: expected a DNS label of at most 63 lowercase letters"),
        ({"namespace": "traefik", "labels": {"app": "a b"}}, "labels.app: expected "),
        ({"namespace": "traefik", "label": {}}, "label: unknown setting; did you mean labels?"),
    ],
)
def test_pods_that_nobody_could_select_are_told_with_their_path(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as error:
        ClusterPodsSettings.model_validate(said)

    [told] = lines_of(error.value, ClusterPodsSettings)
    assert told.startswith(line)

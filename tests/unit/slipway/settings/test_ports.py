from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings import StatelessAppSettings, WorkerAppSettings
from slipway.settings.ports import MainPort, MainPortSettings, NodePort, PodPort, PortName, Ports, clashes
from tests.unit.slipway.settings.lines import lines_of

NODE_PORTS = TypeAdapter(NodePort)


def main_port(said: Any) -> MainPortSettings:
    return TypeAdapter[MainPortSettings](MainPort).validate_python(said)


@pytest.mark.parametrize("port", [29999, 32768, "30080"])
def test_a_node_port_lies_where_clusters_look_for_it(port: object) -> None:
    with pytest.raises(ValidationError, match="expected a node port from 30000 to 32767"):
        NODE_PORTS.validate_python(port)


NAMES = TypeAdapter(PortName)
PORTS = TypeAdapter(Ports)


@pytest.mark.parametrize("name", ["metrics", "h2", "2a", "a-b-c", "fifteen-letters"])
def test_a_ports_name_is_what_iana_allows(name: str) -> None:
    assert NAMES.validate_python(name) == name


@pytest.mark.parametrize("name", ["", "Metrics", "80", "1-2", "a--b", "-a", "a-", "a_b", "sixteen-letters-"])
def test_a_ports_name_that_the_api_would_refuse_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="expected a port name of at most 15 lowercase letters"):
        NAMES.validate_python(name)


def test_a_number_is_short_for_a_port() -> None:
    [port] = PORTS.validate_python({"metrics": 9090}).values()

    assert (port.port, port.protocol, port.exposed) == (9090, "TCP", False)


@pytest.mark.parametrize(
    ("ports", "message"),
    [
        ({"http": 9090}, "ports.http: http is the name of the app's main port; choose another name"),
        ({"metrics": 8080}, "expected different port numbers; port and ports.metrics are both 8080"),
        ({"a": 9090, "b": 9090}, "expected different port numbers; ports.a and ports.b are both 9090"),
        (
            {"a": {"port": 9090, "servicePort": 80}},
            (
                "expected different port numbers of the Service; the main port and ports.a are both 80; "
                "set another servicePort for one of them"
            ),
        ),
    ],
)
def test_no_two_ports_share_a_name_or_a_number(ports: object, message: str) -> None:
    assert next(clashes(main_port(8080), 80, PORTS.validate_python(ports))) == message


def test_one_number_may_be_spoken_to_in_two_protocols() -> None:
    dns = PORTS.validate_python({"dns": {"port": 8080, "protocol": "UDP"}})

    assert list(clashes(main_port(8080), 8080, dns)) == []


@hypothesis.given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9)), st.integers(1, 9))
def test_ports_clash_exactly_when_a_number_stands_there_twice(numbers: dict[str, int], main: int) -> None:
    ports = PORTS.validate_python(numbers)

    assert bool(list(clashes(main_port(main), main, ports))) is (len({main, *numbers.values()}) < 1 + len(numbers))


def test_a_number_is_short_for_a_main_port_that_speaks_http() -> None:
    assert main_port(8080) == MainPortSettings(port=8080, name="http", protocol="TCP")


@pytest.mark.parametrize(
    ("said", "url"),
    [
        (8080, "http://db:1"),
        ({"port": 1, "name": "http2-web"}, "http://db:1"),
        ({"port": 1, "name": "https"}, "https://db:1"),
        ({"port": 1, "name": "web", "appProtocol": "kubernetes.io/h2c"}, "http://db:1"),
        ({"port": 1, "name": "postgres"}, "db:1"),
        ({"port": 1, "name": "grpc", "appProtocol": "grpc"}, "db:1"),
        ({"port": 1, "name": "dns", "protocol": "UDP"}, "db:1"),
    ],
)
def test_only_a_port_that_speaks_http_has_a_url(said: Any, url: str) -> None:
    assert main_port(said).url("db:1") == url


def test_the_main_port_clashes_under_its_own_name_and_protocol() -> None:
    main = main_port({"port": 53, "name": "dns", "protocol": "UDP"})

    assert list(clashes(main, 53, PORTS.validate_python({"tcp-dns": 53, "http": 80}))) == []
    assert list(clashes(main, 53, PORTS.validate_python({"dns": 54}))) == [
        "ports.dns: dns is the name of the app's main port; choose another name"
    ]


def test_a_range_covers_its_ends_and_what_is_between_them() -> None:
    ports = PodPort(30000, "UDP", 30002)

    assert [number for number in range(29999, 30005) if ports.covers(number, "UDP")] == [30000, 30001, 30002]
    assert not ports.covers(30001)
    assert (str(ports), str(PodPort(80, "TCP", 90)), str(PodPort(80))) == ("30000..30002/UDP", "80..90", "80")


@pytest.mark.parametrize(
    ("port", "line"),
    [
        ({"name": "postgres"}, "port.port: missing; required: the port that the process listens on"),
        ({"port": 1, "name": "Postgres"}, "port.name: expected a port name of at most 15 lowercase letters"),
        ({"port": 1, "protocol": "HTTP"}, "port.protocol: expected one of TCP, UDP or SCTP"),
        ({"port": 1, "servicePort": 2}, "port.servicePort: unknown setting"),
        (0, "port: expected a port from 1 to 65535"),
    ],
)
def test_a_mistake_in_the_main_port_is_told_with_its_path(port: Any, line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        StatelessAppSettings.model_validate({"image": "a:1", "port": port})

    [told] = lines_of(refused.value, StatelessAppSettings)
    assert told.startswith(line)


def test_an_app_without_a_service_names_its_port_too() -> None:
    mailer = WorkerAppSettings.model_validate({"image": "a:1", "port": {"name": "metrics", "port": 9100}})

    assert mailer.tcp_ports() == {"metrics": PodPort(9100)}
    assert mailer.listens_on() == {9100}

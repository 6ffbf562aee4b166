import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.service import PortName, Ports, clashes

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
    assert next(clashes(8080, 80, PORTS.validate_python(ports))) == message


def test_one_number_may_be_spoken_to_in_two_protocols() -> None:
    dns = PORTS.validate_python({"dns": {"port": 8080, "protocol": "UDP"}})

    assert list(clashes(8080, 8080, dns)) == []


@hypothesis.given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 9)), st.integers(1, 9))
def test_ports_clash_exactly_when_a_number_stands_there_twice(numbers: dict[str, int], main: int) -> None:
    ports = PORTS.validate_python(numbers)

    assert bool(list(clashes(main, main, ports))) is (len({main, *numbers.values()}) < 1 + len(numbers))

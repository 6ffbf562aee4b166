from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from slipway.settings.service import ExternalHost, PortName, Ports, ServiceSettings, clashes


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"nodePort": 30080},
            ("nodePort needs type NodePort or LoadBalancer; got ClusterIP; leave nodePort out or set type: NodePort"),
        ),
        (
            {"externalTrafficPolicy": "Local"},
            "externalTrafficPolicy needs type NodePort or LoadBalancer; got ClusterIP",
        ),
        (
            {"type": "NodePort", "loadBalancerClass": "a.b/c"},
            (
                "loadBalancerClass needs type LoadBalancer; got NodePort; "
                "leave loadBalancerClass out or set type: LoadBalancer"
            ),
        ),
        (
            {"loadBalancerSourceRanges": ["10.0.0.0/8"]},
            "loadBalancerSourceRanges needs type LoadBalancer; got ClusterIP",
        ),
        ({"sessionAffinitySeconds": 60}, "sessionAffinitySeconds needs sessionAffinity: ClientIP; set it, or leave"),
    ],
)
def test_what_does_not_fit_the_type_is_refused_with_the_way_out(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ServiceSettings.model_validate(said)


@pytest.mark.parametrize("port", [29999, 32768, "30080"])
def test_a_node_port_lies_where_clusters_look_for_it(port: object) -> None:
    with pytest.raises(ValidationError, match="expected a node port from 30000 to 32767"):
        ServiceSettings.model_validate({"type": "NodePort", "nodePort": port})


def test_a_client_is_remembered_for_a_day_at_most() -> None:
    with pytest.raises(ValidationError, match="from 1 to 86400"):
        ServiceSettings.model_validate({"sessionAffinity": "ClientIP", "sessionAffinitySeconds": 86401})


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


HOSTS = TypeAdapter(ExternalHost)


def test_a_name_inside_stands_for_a_host_outside() -> None:
    assert HOSTS.validate_python("db.example.com") == "db.example.com"


@pytest.mark.parametrize("host", ["10.0.0.1", "::1", "*.example.com", "DB.example.com", "https://db.example.com", ""])
def test_an_address_a_wildcard_and_a_url_are_no_names(host: str) -> None:
    with pytest.raises(ValidationError, match="expected a host name; no IP address and no wildcard"):
        HOSTS.validate_python(host)


@pytest.mark.parametrize(
    ("annotation", "way"),
    [
        ("service.beta.kubernetes.io/load-balancer-source-ranges", "the setting loadBalancerSourceRanges instead"),
        ("service.kubernetes.io/topology-aware-hints", "the annotation service.kubernetes.io/topology-mode instead"),
    ],
)
def test_an_annotation_that_kubernetes_warns_of_is_told_its_successor(annotation: str, way: str) -> None:
    with pytest.raises(ValidationError, match=f"{annotation}: expected {way}"):
        ServiceSettings.model_validate({"type": "LoadBalancer", "annotations": {annotation: "x"}})

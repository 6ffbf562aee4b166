from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from slipway.settings.host_names import HostNamesSettings, IpAddress, closed_nameservers
from slipway.settings.kinds import AnyApp
from slipway.settings.pod import PodSettings

APP: TypeAdapter[Any] = TypeAdapter(AnyApp)
OPEN = {"cidr": "10.0.0.0/24", "port": 53, "protocol": "UDP"}


def message(said: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        APP.validate_python({"kind": "worker", "image": "a:1", **said})
    return str(refused.value.errors()[0]["msg"])


@pytest.mark.parametrize("address", ["10.0.0.7", "fd00::7"])
def test_an_address_is_accepted(address: str) -> None:
    assert TypeAdapter(IpAddress).validate_python(address) == address


@pytest.mark.parametrize("address", ["10.0.0.07", "db.example.com", "10.0.0.0/24", "fe80::1%eth0", "::ffff:10.0.0.7"])
def test_an_address_has_one_spelling(address: str) -> None:
    assert message({"hostAliases": {address: ["db"]}}) == "expected an IP address, for example 10.0.0.7"


@pytest.mark.parametrize("hosts", [[], ["*.example.com"], ["10.0.0.8"], "db"])
def test_an_alias_is_a_list_of_names(hosts: object) -> None:
    assert message({"hostAliases": {"10.0.0.7": hosts}}).startswith("expected a ")


def test_a_nameserver_is_reached_only_by_a_connection() -> None:
    assert message({"dnsConfig": {"nameservers": ["10.0.0.53"]}}) == (
        "dnsConfig.nameservers: the network is closed to 10.0.0.53; "
        "expected connectsTo: [{cidr: 10.0.0.53/32, port: 53, protocol: UDP}]"
    )
    assert "fd00::53/128" in message({"dnsConfig": {"nameservers": ["fd00::53"]}})


@pytest.mark.parametrize(
    "connection",
    [
        {"cidr": "10.0.1.0/24", "port": 53, "protocol": "UDP"},
        {"cidr": "10.0.0.0/24", "port": 53},
        {"cidr": "10.0.0.0/24", "port": 5353, "protocol": "UDP"},
        {"cidr": "10.0.0.0/24", "except": ["10.0.0.53/32"], "port": 53, "protocol": "UDP"},
        {"app": "dns"},
    ],
)
def test_only_a_connection_to_its_port_leads_to_a_nameserver(connection: dict[str, Any]) -> None:
    said = {"dnsConfig": {"nameservers": ["10.0.0.53"]}}
    opened = PodSettings.model_validate({"image": "a:1", **said, "connectsTo": [OPEN]})
    other = PodSettings.model_validate({"image": "a:1", "connectsTo": [connection]})

    assert closed_nameservers(opened, opened.connects_to) == []
    assert closed_nameservers(opened, other.connects_to) == ["10.0.0.53"]


def test_a_pod_on_the_network_of_its_node_reaches_every_nameserver() -> None:
    relaxed = {"relaxations": {"hostNetwork": "tells the traffic of its node"}}
    APP.validate_python({"kind": "worker", "image": "a:1", "dnsConfig": {"nameservers": ["10.0.0.53"]}, **relaxed})

    assert message({"hostname": "web", **relaxed}).startswith("hostname: a pod on the network of its node")


def test_a_pod_without_the_dns_of_the_cluster_names_another() -> None:
    assert message({"dnsPolicy": "None"}).startswith("dnsPolicy None needs nameservers, for example dnsConfig:")
    HostNamesSettings.model_validate({"dnsPolicy": "None", "dnsConfig": {"nameservers": ["10.0.0.53"]}})


def test_a_resolver_takes_only_so_many_servers() -> None:
    servers = [f"10.0.0.{number}" for number in range(4)]

    assert message({"dnsConfig": {"nameservers": servers}}) == "nameservers: Kubernetes allows at most 3; got 4"


def test_an_empty_dns_config_is_refused() -> None:
    assert message({"dnsConfig": {}}).startswith("expected nameservers, searches or options")


def test_the_pods_of_a_stateful_app_have_names_by_number() -> None:
    with pytest.raises(ValidationError, match="each pod of a StatefulSet has its own name, <app>-0 and so on"):
        APP.validate_python({"kind": "stateful", "image": "a:1", "port": 80, "hostname": "db"})

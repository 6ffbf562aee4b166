"""Services, Ingresses and HTTPRoutes on the API server."""

from offline.manifests import manifests
from offline.program import record_stack
from tests.engine.comparison import comparable, deviations
from tests.engine.network.conftest import SETTINGS
from tests.engine.stack_under_test import StackUnderTest


def test_the_api_server_warns_of_nothing(first_up: str) -> None:
    assert "created" in first_up
    assert "Diagnostics:" not in first_up


def test_the_api_holds_what_was_rendered(network: StackUnderTest) -> None:
    rendered = manifests(record_stack("network", SETTINGS))
    objects = comparable(rendered)

    assert len(objects) == len(rendered) > 20
    assert deviations(objects, network.cluster) == {}


def test_a_second_preview_changes_nothing_even_after_a_refresh(network: StackUnderTest) -> None:
    assert network.unchanged().code == 0
    assert network.run("preview", "--refresh", "--expect-no-changes", check=False).code == 0


def test_only_what_is_exposed_is_open_on_the_nodes(network: StackUnderTest) -> None:
    ports = network.get("service", "net-shop", "edge")["spec"]["ports"]

    assert {port["name"]: port["nodePort"] for port in ports} == {"http": 30123, "https": 30443}


def test_a_name_without_an_address_leads_to_the_pods_on_all_their_ports(network: StackUnderTest) -> None:
    service = network.get("service", "net-shop", "api-headless")["spec"]

    assert service["clusterIP"] == "None"
    assert {port["name"] for port in service["ports"]} == {"http", "metrics", "grpc", "gossip"}


def test_a_service_keeps_its_address_when_its_type_changes(network: StackUnderTest) -> None:
    def address() -> tuple[str, str]:
        service = network.get("service", "net-shop", "edge")
        return service["metadata"]["uid"], service["spec"]["clusterIP"]

    before = address()

    with network.edited(
        "ports: {admin: 9901, https: {port: 8443, exposed: true, nodePort: 30443}}\n"
        "          exposed: true\n"
        "          service: {type: NodePort, nodePort: 30123, externalTrafficPolicy: Local}",
        "service: {headless: true}",
    ):
        network.up()
        assert network.get("service", "net-shop", "edge")["spec"]["type"] == "ClusterIP"
        assert network.get("service", "net-shop", "edge-headless")["spec"]["clusterIP"] == "None"
        assert address() == before
    network.up()

    assert network.get("service", "net-shop", "edge")["spec"]["type"] == "NodePort"
    assert address() == before

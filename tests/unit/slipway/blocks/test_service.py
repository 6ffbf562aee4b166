from typing import Any

import pytest

from slipway.blocks.service import (
    client_service,
    container_ports,
    exposes,
    external_name,
    headless_service,
    service_port,
)
from slipway.settings import StatelessAppSettings
from slipway.settings.service import ServiceSettings, ServiceType


def client(settings: StatelessAppSettings, selector: dict[str, str], *steps: str) -> Any:
    """The Service of this setting; without one, the first."""
    return client_service(settings, settings.faces()[steps or ("service",)], selector)


PLAIN = StatelessAppSettings(image="nginx:1.29", port=8080)
ON_80 = StatelessAppSettings(image="nginx:1.29", port=8080, service=ServiceSettings(port=80))


@pytest.mark.parametrize(("settings", "port"), [(PLAIN, 8080), (ON_80, 80)], ids=["app's port", "own port"])
def test_a_client_finds_the_app_by_the_name_of_its_port(settings: StatelessAppSettings, port: int) -> None:
    spec: Any = client(settings, {"a": "b"})

    assert (spec.type, spec.selector) == ("ClusterIP", {"a": "b"})
    assert [(each.name, each.port, each.target_port) for each in spec.ports] == [("http", port, "http")]
    assert service_port(settings) == port


def test_peers_find_one_another_on_the_apps_own_port_before_they_are_ready() -> None:
    spec: Any = headless_service(ON_80, {"a": "b"})

    assert (spec.cluster_ip, spec.publish_not_ready_addresses) == ("None", True)
    assert [each.port for each in spec.ports] == [8080]


@pytest.mark.parametrize(("kind", "exposed"), [("ClusterIP", False), ("NodePort", True), ("LoadBalancer", True)])
def test_all_but_a_cluster_ip_can_be_reached_from_outside(kind: ServiceType, exposed: bool) -> None:  # noqa: FBT001
    settings = StatelessAppSettings(image="nginx:1.29", port=8080, service=ServiceSettings(type=kind))

    assert exposes(settings) is exposed


def app(**said: Any) -> StatelessAppSettings:
    return StatelessAppSettings.model_validate({"image": "nginx:1.29", "port": 8080, **said})


def test_further_ports_follow_the_main_one_by_their_names() -> None:
    ports = {"grpc": {"port": 9000, "servicePort": 9443, "appProtocol": "grpc"}, "dns": {"port": 53, "protocol": "UDP"}}
    spec: Any = client(app(ports=ports, port={"port": 8080, "appProtocol": "kubernetes.io/h2c"}), {})

    assert [(p.name, p.port, p.target_port, p.protocol, p.app_protocol) for p in spec.ports] == [
        ("http", 8080, "http", None, "kubernetes.io/h2c"),
        ("grpc", 9443, "grpc", "TCP", "grpc"),
        ("dns", 53, "dns", "UDP", None),
    ]


def test_pods_are_reached_on_their_own_numbers_where_nobody_translates() -> None:
    ports = {"grpc": {"port": 9000, "servicePort": 9443, "exposed": True, "nodePort": 30443}}
    settings = app(ports=ports, service={"type": "NodePort", "port": 80})
    spec: Any = headless_service(settings, {}, before_ready=False)

    assert [(p.name, p.port, p.node_port) for p in spec.ports] == [("http", 8080, None), ("grpc", 9000, None)]
    assert spec.publish_not_ready_addresses is None


def test_a_load_balancer_says_who_makes_it_and_who_may_connect() -> None:
    said = {
        "type": "LoadBalancer",
        "loadBalancerClass": "a.b/c",
        "loadBalancerSourceRanges": ["203.0.113.0/24"],
        "externalTrafficPolicy": "Local",
        "internalTrafficPolicy": "Local",
        "nodePort": 30080,
    }
    spec: Any = client(app(service=said, ports={"metrics": 9090}), {})

    assert (spec.load_balancer_class, spec.load_balancer_source_ranges) == ("a.b/c", ["203.0.113.0/24"])
    assert (spec.external_traffic_policy, spec.internal_traffic_policy) == ("Local", "Local")
    assert [(port.name, port.node_port) for port in spec.ports] == [("http", 30080)]


def test_a_client_is_remembered_when_asked() -> None:
    sticky: Any = client(app(service={"sessionAffinity": "ClientIP", "sessionAffinitySeconds": 600}), {})
    plainly: Any = client(app(), {})

    assert sticky.session_affinity == "ClientIP"
    assert sticky.session_affinity_config.client_ip.timeout_seconds == 600
    assert plainly.session_affinity is plainly.session_affinity_config is None


def test_a_main_port_with_a_name_of_its_own_leads_to_its_number_so_that_older_pods_are_found() -> None:
    settings = app(port={"name": "postgres", "port": 5432, "appProtocol": "postgresql"}, service={"port": 5000})
    services: list[Any] = [client(settings, {}), headless_service(settings, {})]
    container: Any = container_ports(settings)[0]

    assert [[(p.name, p.port, p.target_port, p.protocol, p.app_protocol) for p in each.ports] for each in services] == [
        [("postgres", 5000, 5432, None, "postgresql")],
        [("postgres", 5432, 5432, None, "postgresql")],
    ]
    assert (container.name, container.container_port) == ("postgres", 5432)


def test_a_further_service_opens_its_ports_and_no_other() -> None:
    settings = app(
        ports={"torrent": {"port": 6881, "protocol": "UDP"}, "https": 8443},
        services={"public": {"type": "LoadBalancer", "ports": {"https": 443, "torrent": {"nodePort": 30881}}}},
    )
    public: Any = client(settings, {"a": "b"}, "services", "public")
    inside: Any = client(settings, {"a": "b"})

    assert (public.type, public.selector) == ("LoadBalancer", {"a": "b"})
    assert [(p.name, p.port, p.target_port, p.protocol, p.node_port) for p in public.ports] == [
        ("https", 443, "https", "TCP", None),
        ("torrent", 6881, "torrent", "UDP", 30881),
    ]
    assert (inside.type, [p.name for p in inside.ports]) == ("ClusterIP", ["http", "torrent", "https"])
    assert exposes(settings)


def test_addresses_of_both_families_are_asked_for_by_every_service() -> None:
    settings = app(service={"ipFamilyPolicy": "PreferDualStack", "ipFamilies": ["IPv6", "IPv4"]})
    plain: Any = client(app(), {})

    for spec in (client(settings, {}), headless_service(settings, {})):
        made: Any = spec
        assert (made.ip_family_policy, made.ip_families) == ("PreferDualStack", ["IPv6", "IPv4"])
    assert plain.ip_family_policy is plain.ip_families is None


def test_a_main_port_of_udp_is_one_everywhere() -> None:
    settings = app(port={"name": "dns", "port": 53, "protocol": "UDP"})
    spec: Any = client(settings, {})
    container: Any = container_ports(settings)[0]

    assert (spec.ports[0].protocol, container.protocol) == ("UDP", "UDP")


def test_a_name_for_a_host_outside_is_nothing_else() -> None:
    spec: Any = external_name("db.example.com")

    assert (spec.type, spec.external_name, spec.selector, spec.ports) == ("ExternalName", "db.example.com", None, None)


def test_the_main_port_comes_first_and_is_called_http() -> None:
    ports = {"dns": {"port": 5353, "protocol": "UDP"}, "admin": 9901}
    made: list[Any] = list(container_ports(app(ports=ports)))

    assert [(each.name, each.container_port, each.protocol) for each in made] == [
        ("http", 8080, None),
        ("dns", 5353, "UDP"),
        ("admin", 9901, "TCP"),
    ]

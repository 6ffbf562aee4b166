from typing import Any

import pytest

from blocks.service import client_service, exposes, headless_service, service_port
from settings import StatelessAppSettings
from settings.service import ServiceSettings, ServiceType

PLAIN = StatelessAppSettings(image="nginx:1.29", port=8080)
ON_80 = StatelessAppSettings(image="nginx:1.29", port=8080, service=ServiceSettings(port=80))


@pytest.mark.parametrize(("settings", "port"), [(PLAIN, 8080), (ON_80, 80)], ids=["app's port", "own port"])
def test_a_client_finds_the_app_by_the_name_of_its_port(settings: StatelessAppSettings, port: int) -> None:
    spec: Any = client_service(settings, {"a": "b"})

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

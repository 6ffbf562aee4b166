from typing import Any

import pytest

from slipway.blocks.probes import Probes, probes
from slipway.settings.probes import ProbeSettings, ProbesSettings, ReadinessProbeSettings, StartupProbeSettings


def of_app(settings: ProbesSettings) -> Probes:
    return probes(settings, 8080, "http")


def readiness(listens: int | None = 8080, port_name: str | None = "http", **fields: Any) -> Any:
    settings = ProbesSettings(readiness=ReadinessProbeSettings.model_validate(fields))
    return probes(settings, listens, port_name).get("readiness_probe")


def test_a_probe_with_a_path_asks_for_it_on_the_port_of_the_app() -> None:
    probe: Any = of_app(ProbesSettings(readiness=ReadinessProbeSettings(path="/ready")))["readiness_probe"]

    assert (probe.http_get.path, probe.http_get.port, probe.tcp_socket) == ("/ready", "http", None)


def test_a_probe_without_a_path_opens_a_connection() -> None:
    probe: Any = of_app(ProbesSettings())["liveness_probe"]

    assert (probe.tcp_socket.port, probe.http_get) == ("http", None)


def test_each_probe_has_the_times_of_its_own_settings() -> None:
    made = of_app(
        ProbesSettings(
            startup=StartupProbeSettings(period_seconds=1, timeout_seconds=2, failure_threshold=3),
            readiness=ReadinessProbeSettings(period_seconds=4, timeout_seconds=5, failure_threshold=6),
            liveness=ProbeSettings(period_seconds=7, timeout_seconds=8, failure_threshold=9),
        )
    )

    assert [
        (probe.period_seconds, probe.timeout_seconds, probe.failure_threshold)
        for probe in (made["startup_probe"], made["readiness_probe"], made["liveness_probe"])
    ] == [(1, 2, 3), (4, 5, 6), (7, 8, 9)]


def test_a_probe_that_says_only_its_path_keeps_the_times_of_its_kind() -> None:
    startup, readiness = StartupProbeSettings(path="/"), ReadinessProbeSettings(path="/")

    assert startup.period_seconds * startup.failure_threshold == 60
    assert readiness.period_seconds * readiness.failure_threshold == 15


def test_a_probe_may_ask_another_port_and_over_tls() -> None:
    probe = readiness(path="/ready", scheme="HTTPS", port=9090)

    assert (probe.http_get.path, probe.http_get.port, probe.http_get.scheme) == ("/ready", 9090, "HTTPS")


@pytest.mark.parametrize(("grpc", "service"), [(True, None), ("shop.Orders", "shop.Orders")])
def test_a_grpc_probe_asks_the_port_by_its_number(grpc: object, service: str | None) -> None:
    probe = readiness(grpc=grpc)

    assert (probe.grpc.port, probe.grpc.service, probe.tcp_socket, probe.http_get) == (8080, service, None, None)


def test_a_command_needs_no_port() -> None:
    probe = readiness(None, exec=["cat", "/app/ready"])

    assert (probe.exec_.command, probe.tcp_socket) == (["cat", "/app/ready"], None)


def test_a_container_that_listens_nowhere_has_the_probes_that_bring_a_command_or_port_and_no_others() -> None:
    settings = ProbesSettings(
        startup=StartupProbeSettings(exec=("true",)), readiness=ReadinessProbeSettings(port=9090, path="/ready")
    )

    assert probes(ProbesSettings(), None) == {}
    assert probes(settings, None).keys() == {"startup_probe", "readiness_probe"}


def test_a_probe_that_is_switched_off_is_none() -> None:
    settings = ProbesSettings.model_validate({"startup": "none", "liveness": "none"})

    assert of_app(settings).keys() == {"readiness_probe"}


def test_a_port_without_a_name_is_asked_by_its_number() -> None:
    assert readiness(9000, None).tcp_socket.port == 9000
    assert readiness(9000, None, path="/").http_get.port == 9000


def test_delay_and_success_threshold_are_said_only_when_they_differ_from_the_default() -> None:
    plain, patient = readiness(), readiness(initialDelaySeconds=3, successThreshold=2)

    assert (plain.initial_delay_seconds, plain.success_threshold) == (None, None)
    assert (patient.initial_delay_seconds, patient.success_threshold) == (3, 2)

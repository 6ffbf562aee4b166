from typing import Any

from blocks.probes import probes
from settings.probes import ProbeSettings, ProbesSettings, ReadinessProbeSettings, StartupProbeSettings


def test_a_probe_with_a_path_asks_for_it_on_the_port_of_the_app() -> None:
    probe: Any = probes(ProbesSettings(readiness=ReadinessProbeSettings(path="/ready")))["readiness_probe"]

    assert (probe.http_get.path, probe.http_get.port, probe.tcp_socket) == ("/ready", "http", None)


def test_a_probe_without_a_path_opens_a_connection() -> None:
    probe: Any = probes(ProbesSettings())["liveness_probe"]

    assert (probe.tcp_socket.port, probe.http_get) == ("http", None)


def test_each_probe_has_the_times_of_its_own_settings() -> None:
    made = probes(
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
    settings = ProbesSettings(startup=StartupProbeSettings(path="/"), readiness=ReadinessProbeSettings(path="/"))

    assert settings.startup.period_seconds * settings.startup.failure_threshold == 60
    assert settings.readiness.period_seconds * settings.readiness.failure_threshold == 15

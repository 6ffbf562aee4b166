from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.kinds import StatelessAppSettings
from slipway.settings.probes import (
    ProbeSettings,
    ProbesSettings,
    ReadinessProbeSettings,
    SidecarSettings,
    StartupProbeSettings,
)

PROBES = ProbesSettings()


@pytest.mark.parametrize(("probe", "seconds"), list(zip(PROBES.by_name().values(), (60, 15, 30), strict=True)), ids=str)
def test_by_default_a_probe_gives_up_after_what_its_documentation_says(probe: ProbeSettings, seconds: int) -> None:
    assert probe.period_seconds * probe.failure_threshold == seconds


@pytest.mark.parametrize(
    "fields",
    [
        {"path": "/", "scheme": "HTTPS", "port": 8443},
        {"path": "/v1/sys/health?standbyok=true", "httpHeaders": {"Host": "vault.example.com"}},
        {"tcp": True},
        {"grpc": True},
        {"grpc": "shop.Orders"},
        {"exec": ["cat", "/app/ready"]},
        {"initialDelaySeconds": 0},
    ],
)
def test_a_probe_is_of_one_kind(fields: dict[str, Any]) -> None:
    assert ProbeSettings.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"path": "/", "exec": ["true"]}, "expected only one of path, tcp, grpc and exec; got path and exec"),
        ({"tcp": True, "grpc": True}, "got tcp and grpc"),
        ({"scheme": "HTTPS"}, "scheme: HTTPS needs path"),
        ({"tcp": True, "httpHeaders": {"Host": "a.b"}}, "httpHeaders need path"),
        ({"exec": ["true"], "port": 80}, "exec runs a command and uses no port"),
        ({"tcp": False}, "expected true; leave tcp out for another kind of probe"),
        ({"grpc": ""}, "expected true, or the name of a gRPC service, for example shop.Orders"),
        ({"exec": []}, "expected a command as a list of strings"),
        ({"exec": "cat /app/ready"}, "expected a command as a list of strings"),
        ({"initialDelaySeconds": -1}, "expected a whole number of seconds, at least 0"),
    ],
)
def test_a_probe_of_no_kind_or_of_two_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ProbeSettings.model_validate(fields)


@pytest.mark.parametrize("probe", [ProbeSettings, StartupProbeSettings])
def test_only_readiness_may_ask_for_several_successes(probe: type[ProbeSettings]) -> None:
    assert ReadinessProbeSettings(success_threshold=2).success_threshold == 2
    with pytest.raises(ValidationError, match="successThreshold"):
        probe.model_validate({"successThreshold": 2})


@pytest.mark.parametrize("value", ["off", False, []])
def test_a_probe_is_switched_off_by_one_word(value: object) -> None:
    with pytest.raises(ValidationError, match=r"expected settings of a probe, or none, for example \{path: /healthz\}"):
        ProbesSettings.model_validate({"liveness": value})

    assert ProbesSettings.model_validate({"liveness": "none"}).liveness is None


def test_a_probe_that_was_asked_for_needs_a_port_or_a_command() -> None:
    asked = {"startup": {"exec": ["true"]}, "readiness": {"path": "/"}, "liveness": {"periodSeconds": 3}}

    assert ProbesSettings.model_validate(asked).without_port_or_exec() == ["readiness", "liveness"]
    assert PROBES.without_port_or_exec() == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"port": 9000, "probes": {"startup": {"path": "/"}}},
        {"probes": {"startup": {"exec": ["true"]}, "liveness": {"port": 9000, "grpc": True}}},
    ],
)
def test_probes_lead_to_the_port_or_bring_a_command_or_a_port(fields: dict[str, Any]) -> None:
    assert SidecarSettings.model_validate({"image": "a:1", **fields})


@pytest.mark.parametrize("probe", [{"path": "/"}, {"tcp": True}, {"grpc": True}, {"periodSeconds": 3}])
def test_a_probe_that_leads_nowhere_is_refused(probe: dict[str, Any]) -> None:
    with pytest.raises(
        ValidationError, match=r"probes\.readiness has nothing to probe; set port, or port or exec of the probe"
    ):
        SidecarSettings.model_validate({"image": "a:1", "probes": {"readiness": probe}})


def test_an_app_always_has_something_to_probe() -> None:
    assert StatelessAppSettings(
        image="nginx:1.29", port=80, probes=ProbesSettings(startup=StartupProbeSettings(path="/"))
    )


def test_a_sidecar_says_what_any_container_can_and_need_not_listen() -> None:
    logs = SidecarSettings(image="shop/logs:1.0", args=("--follow",))

    assert (logs.args, logs.port) == (("--follow",), None)
    assert logs.resources.memory.limit == "128Mi"

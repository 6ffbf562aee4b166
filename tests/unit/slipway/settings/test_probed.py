from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.kinds import StatelessAppSettings
from slipway.settings.probes import ProbedSettings, ProbesSettings, StartupProbeSettings


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"port": 9000, "probes": {"startup": {"path": "/"}}},
        {"probes": {"startup": {"exec": ["true"]}, "liveness": {"port": 9000, "grpc": True}}},
    ],
)
def test_probes_lead_to_the_port_or_bring_a_command_or_a_port(fields: dict[str, Any]) -> None:
    assert ProbedSettings.model_validate(fields)


@pytest.mark.parametrize("probe", [{"path": "/"}, {"tcp": True}, {"grpc": True}, {"periodSeconds": 3}])
def test_a_probe_that_leads_nowhere_is_refused(probe: dict[str, Any]) -> None:
    with pytest.raises(
        ValidationError, match=r"probes\.readiness has nothing to probe; set port, or port or exec of the probe"
    ):
        ProbedSettings.model_validate({"probes": {"readiness": probe}})


def test_an_app_always_has_something_to_probe() -> None:
    assert StatelessAppSettings(
        image="nginx:1.29", port=80, probes=ProbesSettings(startup=StartupProbeSettings(path="/"))
    )

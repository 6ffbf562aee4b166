from typing import Any

import pytest
from pydantic import ValidationError

from settings.sidecar import SidecarSettings


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"port": 9000, "probes": {"startup": {"path": "/"}}},
        {"probes": {"startup": {"exec": ["true"]}, "liveness": {"port": 9000, "grpc": True}}},
    ],
)
def test_its_probes_lead_to_its_port_or_bring_a_command_or_a_port(fields: dict[str, Any]) -> None:
    assert SidecarSettings.model_validate({"image": "shop/logs:1.0", **fields})


@pytest.mark.parametrize("probe", [{"path": "/"}, {"tcp": True}, {"grpc": True}, {"periodSeconds": 3}])
def test_a_probe_that_leads_nowhere_is_refused(probe: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"expected port, or else port or exec in probes\.readiness: there is"):
        SidecarSettings.model_validate({"image": "shop/logs:1.0", "probes": {"readiness": probe}})

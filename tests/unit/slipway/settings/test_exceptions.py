from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.kinds import StatelessAppSettings
from tests.unit.slipway.settings.lines import lines_of

WEB = {"image": "nginx:1.29", "port": 8080}
REASON = "a restart costs more than a slow answer"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"resources": {"cpu": "1..none"}},
            (
                ": resources.cpu: no limit needs relaxations.noCpuLimit with a reason, for example relaxations: "
                '{noCpuLimit: "a slow answer costs more than a noisy neighbour"}'
            ),
        ),
        (
            {"probes": {"liveness": "none"}},
            (
                ": probes.liveness: none needs relaxations.noLivenessProbe with a reason, for example relaxations: "
                '{noLivenessProbe: "a restart costs more than a slow answer"}'
            ),
        ),
        (
            {"sidecars": {"proxy": {"image": "a:1", "port": 1, "probes": {"readiness": "none"}}}},
            (
                ": sidecars.proxy.probes.readiness: none needs relaxations.noReadinessProbe with a reason, for example "
                'relaxations: {noReadinessProbe: "its clients try another pod by themselves"}'
            ),
        ),
        (
            {"relaxations": {"noLivenessProbe": REASON}},
            ": relaxations.noLivenessProbe needs a container without the probe: probes: {liveness: none}",
        ),
        (
            {"relaxations": {"noCpuLimit": REASON}},
            ": relaxations.noCpuLimit needs a container without a limit: resources: {cpu: 1..none}",
        ),
        (
            {"probes": {"liveness": None}},
            (
                ": probes.liveness: none needs relaxations.noLivenessProbe with a reason, for example relaxations: "
                '{noLivenessProbe: "a restart costs more than a slow answer"}'
            ),
        ),
    ],
)
def test_an_exception_and_its_reason_belong_together(said: dict[str, Any], line: str) -> None:
    with pytest.raises(ValidationError) as refused:
        StatelessAppSettings.model_validate({**WEB, **said})

    assert lines_of(refused.value, StatelessAppSettings) == [line]


def test_with_its_reason_a_probe_is_switched_off() -> None:
    settings = {"probes": {"startup": "none", "liveness": "none"}, "relaxations": {"noLivenessProbe": REASON}}
    app = StatelessAppSettings.model_validate({**WEB, **settings})

    assert list(app.probes.by_name()) == ["readiness"]

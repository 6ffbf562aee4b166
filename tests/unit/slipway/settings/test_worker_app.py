import pytest
from pydantic import ValidationError

from slipway.settings import WorkerAppSettings
from tests.unit.slipway.settings.lines import lines_of

MAILER: dict[str, object] = {"image": "shop/mailer:1.0"}


@pytest.mark.parametrize("setting", ["service", "ingress", "route", "ports", "exposed", "acceptsFrom", "peerPorts"])
def test_nobody_calls_it(setting: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WorkerAppSettings.model_validate({**MAILER, setting: {}})

    [told] = lines_of(refused.value, WorkerAppSettings)
    assert told.startswith(f"{setting}: unknown setting")


def test_an_image_alone_is_a_worker_and_it_calls_whom_it_likes() -> None:
    worker = WorkerAppSettings.model_validate({**MAILER, "connectsTo": ["queue"]})

    assert (worker.port, worker.replicas, [each.app for each in worker.connects_to]) == (None, 1, ["queue"])

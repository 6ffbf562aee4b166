import pytest

from slipway.settings import NodeAgentSettings, WorkerAppSettings
from slipway.settings.workloads import ProcessSettings


@pytest.mark.parametrize("kind", [WorkerAppSettings, NodeAgentSettings])
@pytest.mark.parametrize(("said", "port"), [({}, set()), ({"port": 9100}, {9100})])
def test_it_listens_on_its_port_if_it_has_one(
    kind: type[ProcessSettings], said: dict[str, int], port: set[int]
) -> None:
    assert kind.model_validate({"image": "a:1", **said}).listens_on() == port

import pytest
from pydantic import ValidationError

from slipway.settings import NodeAgentSettings
from tests.unit.slipway.settings.lines import lines_of

LOGS: dict[str, object] = {"image": "shop/logs:1.0"}


@pytest.mark.parametrize("setting", ["replicas", "autoscaling", "disruption", "service", "ingress", "storage"])
def test_how_many_there_are_is_for_the_nodes_to_say_and_nobody_calls_it(setting: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NodeAgentSettings.model_validate({**LOGS, setting: {}})

    [told] = lines_of(refused.value, NodeAgentSettings)
    assert told.startswith(f"{setting}: unknown setting")


def test_it_needs_no_port_and_goes_from_node_to_node() -> None:
    agent = NodeAgentSettings.model_validate(LOGS)

    assert (agent.port, agent.rollout.unavailable, agent.rollout.max_surge) == (None, 1, 0)

from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.rollout import AgentRolloutSettings


@pytest.mark.parametrize(
    ("fields", "unavailable"),
    [({}, 1), ({"maxSurge": 1}, 0), ({"maxSurge": "10%"}, 0), ({"maxUnavailable": "10%"}, "10%")],
)
def test_an_agent_goes_before_or_after_its_successor_comes(fields: dict[str, Any], unavailable: int | str) -> None:
    assert AgentRolloutSettings.model_validate(fields).unavailable == unavailable


@pytest.mark.parametrize("fields", [{"maxSurge": 1, "maxUnavailable": 1}, {"maxUnavailable": "0%"}])
def test_an_agent_cannot_do_both_or_neither(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="expected exactly one of maxSurge and maxUnavailable above 0"):
        AgentRolloutSettings.model_validate(fields)

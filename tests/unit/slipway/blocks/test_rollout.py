from typing import Any

from slipway.blocks.rollout import agent_strategy, deployment_strategy, stateful_strategy
from slipway.settings.rollout import AgentRolloutSettings, RolloutSettings, StatefulRolloutSettings


def test_a_deployment_rolls_within_its_bounds_or_not_at_all() -> None:
    rolling: Any = deployment_strategy(RolloutSettings(max_surge=2)).rolling_update

    assert (rolling.max_surge, rolling.max_unavailable) == (2, 0)
    assert deployment_strategy(RolloutSettings(type="Recreate")).rolling_update is None


def test_a_stateful_set_says_only_what_is_wanted() -> None:
    partition: Any = stateful_strategy(StatefulRolloutSettings(partition=2))
    several: Any = stateful_strategy(StatefulRolloutSettings(max_unavailable="50%"))
    by_hand: Any = stateful_strategy(StatefulRolloutSettings(type="OnDelete"))

    assert stateful_strategy(StatefulRolloutSettings(min_ready_seconds=5)) is None
    assert (partition.rolling_update.partition, partition.rolling_update.max_unavailable) == (2, None)
    assert (several.rolling_update.partition, several.rolling_update.max_unavailable) == (None, "50%")
    assert (by_hand.type, by_hand.rolling_update) == ("OnDelete", None)


def test_an_agent_is_exchanged_node_by_node_or_by_hand() -> None:
    plain: Any = agent_strategy(AgentRolloutSettings())
    surging: Any = agent_strategy(AgentRolloutSettings(max_surge="10%"))

    assert (plain.rolling_update.max_surge, plain.rolling_update.max_unavailable) == (0, 1)
    assert (surging.rolling_update.max_surge, surging.rolling_update.max_unavailable) == ("10%", 0)
    assert agent_strategy(AgentRolloutSettings(type="OnDelete")).rolling_update is None

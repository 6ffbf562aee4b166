from typing import Any

import pytest

from slipway.blocks.rollout import (
    agent_strategy,
    deployment_strategy,
    disruption_budget,
    stateful_strategy,
)
from slipway.settings import StatelessAppSettings, WorkerAppSettings
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


SELECTOR = {"app.kubernetes.io/name": "mailer"}


def budget(**settings: Any) -> Any:
    app = WorkerAppSettings.model_validate({"image": "shop/mailer:1.0", **settings})
    return disruption_budget(app, SELECTOR)


def test_of_several_pods_maintenance_takes_one_after_another() -> None:
    spec = budget(replicas=3)

    assert (spec.max_unavailable, spec.min_available) == (1, None)
    assert spec.selector.match_labels == SELECTOR
    assert spec.unhealthy_pod_eviction_policy == "AlwaysAllow"


def test_maintenance_takes_as_many_as_it_is_allowed_to() -> None:
    assert budget(replicas=3, disruption={"maxUnavailable": "34%"}).max_unavailable == "34%"


def test_an_app_that_may_be_scaled_to_several_pods_has_a_budget() -> None:
    assert budget(autoscaling={"minReplicas": 1, "maxReplicas": 2, "cpu": "70%"}).max_unavailable == 1


@pytest.mark.parametrize("scale", [{}, {"autoscaling": {"minReplicas": 1, "maxReplicas": 1, "cpu": "70%"}}])
def test_a_single_pod_is_never_chained_to_its_node(scale: dict[str, Any]) -> None:
    assert budget(**scale) is None


def test_a_stopped_app_has_no_budget() -> None:
    assert budget(replicas=0) is None


def test_an_app_that_listens_has_a_budget_too() -> None:
    assert disruption_budget(StatelessAppSettings(image="nginx:1.29", port=80, replicas=2), SELECTOR) is not None

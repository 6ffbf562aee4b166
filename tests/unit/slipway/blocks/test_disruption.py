from typing import Any

import pytest

from slipway.blocks.rollout import disruption_budget
from slipway.settings import StatelessAppSettings, WorkerAppSettings

SELECTOR = {"app.kubernetes.io/name": "mailer"}


def budget(**settings: Any) -> Any:
    app = WorkerAppSettings.model_validate({"image": "shop/mailer:1.0", **settings})
    return disruption_budget(app, SELECTOR)


def test_of_several_pods_maintenance_takes_one_after_another() -> None:
    spec = budget(replicas=3)

    assert (spec.max_unavailable, spec.min_available) == (1, None)
    assert spec.selector.match_labels == SELECTOR
    assert spec.unhealthy_pod_eviction_policy == "AlwaysAllow"


def test_it_takes_as_many_as_it_is_allowed_to() -> None:
    assert budget(replicas=3, disruption={"maxUnavailable": "34%"}).max_unavailable == "34%"


def test_an_app_that_may_be_scaled_to_several_pods_has_a_budget() -> None:
    assert budget(autoscaling={"minReplicas": 1, "maxReplicas": 2, "cpu": "70%"}).max_unavailable == 1


@pytest.mark.parametrize("scale", [{}, {"autoscaling": {"minReplicas": 1, "maxReplicas": 1, "cpu": "70%"}}])
def test_a_single_pod_is_never_chained_to_its_node(scale: dict[str, Any]) -> None:
    assert budget(**scale) is None


def test_it_is_the_same_for_an_app_that_listens() -> None:
    assert disruption_budget(StatelessAppSettings(image="nginx:1.29", port=80, replicas=2), SELECTOR) is not None

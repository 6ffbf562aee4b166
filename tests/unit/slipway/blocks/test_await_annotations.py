import pytest

from slipway.blocks.await_annotations import SKIP, at_most, longer, service_wait


def test_only_the_address_of_a_load_balancer_is_waited_for() -> None:
    assert service_wait("LoadBalancer") == {}
    assert service_wait("ClusterIP") == service_wait("NodePort") == SKIP == {"pulumi.com/skipAwait": "true"}


@pytest.mark.parametrize(
    ("seconds", "annotations"), [(None, {}), (540, {}), (600, {"pulumi.com/timeoutSeconds": "660"})]
)
def test_what_may_take_long_is_given_up_by_kubernetes_first(seconds: int | None, annotations: dict[str, str]) -> None:
    assert longer(seconds) == annotations


def test_a_rollout_is_given_up_just_after_kubernetes_has_called_it_failed() -> None:
    assert at_most(300) == {"pulumi.com/timeoutSeconds": "315"}

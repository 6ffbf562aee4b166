from decimal import Decimal

from slipway.checks.demand import Demand
from slipway.checks.quota import shortages
from slipway.settings.quota import LOAD_BALANCERS, PODS, QuotaSettings

WEB = Demand({PODS: Decimal(5)}, regular=4, surge=1)
DOOR = Demand({PODS: Decimal(1), LOAD_BALANCERS: Decimal(1)}, regular=1, surge=0)


def lines(**quota: int) -> list[str]:
    bounds, demands = QuotaSettings.model_validate(quota), {"door": DOOR, "web": WEB}
    return [str(each) for each in shortages("shop.quota", bounds, demands, who="both", less="remove one")]


def test_what_is_enough_is_not_complained_about() -> None:
    assert lines(pods=6, loadBalancers=1) == []


def test_those_who_ask_are_told_with_their_figures_the_greatest_first() -> None:
    [line] = lines(pods=5)

    assert line == (
        "shop.quota.pods: expected at least 6, because both can need that much: "
        "web 5 (4 pods and 1 during a rollout), door 1; got 5; write pods: 6, or remove one"
    )


def test_everything_that_is_short_is_told_at_once() -> None:
    assert [line.partition(":")[0] for line in lines(pods=1, loadBalancers=0)] == [
        "shop.quota.pods",
        "shop.quota.loadBalancers",
    ]


def test_who_asks_for_none_of_it_is_not_told() -> None:
    [line] = lines(loadBalancers=0)

    assert "because both can need that much: door 1; got 0" in line

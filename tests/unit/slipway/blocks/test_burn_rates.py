from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slipway.blocks.burn_rates import PAGE, TICKET, WINDOWS, Tier, allowed_share, factor, factor_text

OBJECTIVES = st.decimals(50, Decimal("99.9999"), places=4)
TIERS = [*PAGE, *TICKET]


@pytest.mark.parametrize(("days", "factors"), [(30, ["14.4", "6", "3", "1"]), (28, ["13.44", "5.6", "2.8", "0.93333"])])
def test_the_factors_are_those_of_the_workbook(days: int, factors: list[str]) -> None:
    assert [factor_text(tier, Decimal("99.9"), days) for tier in TIERS] == factors


@pytest.mark.parametrize(
    ("objective", "factors"),
    [("93.75", ["14.4", "6", "3", "1"]), ("90", ["9", "6", "3", "1"]), ("50", ["1.8", "1.8", "1.8", "1"])],
)
def test_a_low_objective_gets_smaller_factors(objective: str, factors: list[str]) -> None:
    assert [factor_text(tier, Decimal(objective), 30) for tier in TIERS] == factors


@given(OBJECTIVES, st.sampled_from(TIERS), st.sampled_from([28, 30]))
def test_every_alert_can_fire(objective: Decimal, tier: Tier, days: int) -> None:
    assert 0 < factor(tier, objective, days) * allowed_share(objective) <= Decimal("0.9")


def test_a_short_window_is_a_twelfth_of_its_long_one() -> None:
    minutes = {"5m": 5, "30m": 30, "1h": 60, "2h": 120, "6h": 360, "1d": 1440, "3d": 4320}

    assert [minutes[tier.long] / minutes[tier.short] for tier in TIERS] == [12] * 4
    assert [minutes[tier.long] / 60 for tier in TIERS] == [tier.hours for tier in TIERS]
    assert {window for tier in TIERS for window in (tier.long, tier.short)} == {*WINDOWS}

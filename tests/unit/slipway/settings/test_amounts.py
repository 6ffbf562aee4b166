from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from slipway.settings.quota import CPU_REQUESTS, MEMORY_REQUESTS, PODS, Amounts, highest, times, total

NAMES = st.sampled_from([CPU_REQUESTS, MEMORY_REQUESTS, PODS])
AMOUNTS = st.dictionaries(NAMES, st.integers(0, 10**6).map(Decimal))


def test_amounts_are_added_by_name() -> None:
    assert total([{"a": Decimal(1)}, {"a": Decimal(2), "b": Decimal(3)}]) == {"a": 3, "b": 3}


def test_of_each_resource_the_highest_counts() -> None:
    assert highest([{"a": Decimal(1), "b": Decimal(3)}, {"a": Decimal(2)}]) == {"a": 2, "b": 3}


@given(AMOUNTS, st.integers(1, 20))
def test_so_many_times_is_as_much_as_adding_so_often(amounts: Amounts, count: int) -> None:
    assert times(amounts, count) == total([amounts] * count)


@given(st.lists(AMOUNTS))
def test_at_the_same_time_is_never_less_than_one_at_a_time(parts: list[Amounts]) -> None:
    together = total(parts)

    assert all(amount <= together[name] for name, amount in highest(parts).items())
    assert together.keys() == highest(parts).keys()

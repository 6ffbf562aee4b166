from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from slipway.settings.base import Model
from slipway.settings.quota import (
    CPU_REQUESTS,
    MEMORY_REQUESTS,
    PODS,
    Amounts,
    MaximaSettings,
    QuotaSettings,
    highest,
    times,
    total,
)
from tests.unit.slipway.settings.lines import lines_of


def test_a_quota_is_written_as_resources_are_and_said_in_the_words_of_kubernetes() -> None:
    quota: dict[str, Any] = {
        "cpu": "2..4",
        "memory": "4Gi",
        "pods": 20,
        "storage": "50Gi",
        "loadBalancers": 0,
        "nodePorts": 1,
    }

    assert QuotaSettings.model_validate(quota).hard() == {
        "requests.cpu": "2",
        "limits.cpu": "4",
        "requests.memory": "4Gi",
        "limits.memory": "4Gi",
        "pods": "20",
        "requests.storage": "50Gi",
        "services.loadbalancers": "0",
        "services.nodeports": "1",
    }


def test_what_is_not_said_is_not_bound() -> None:
    assert QuotaSettings.model_validate({"pods": 3}).hard() == {"pods": "3"}


def test_containers_are_bound_in_what_is_said() -> None:
    assert MaximaSettings.model_validate({"cpu": 2, "storage": "1Gi"}).of_containers() == {"cpu": "2"}


@pytest.mark.parametrize(
    ("model", "said", "message"),
    [
        (QuotaSettings, {}, "expected at least one bound, for example {cpu: 2..4, memory: 4Gi, pods: 20}"),
        (QuotaSettings, {"cpu": "4..2"}, "cpu: expected an amount of cpu, or request..limit with request <= limit"),
        (QuotaSettings, {"pods": 0}, "pods: expected a whole number of at least 1"),
        (QuotaSettings, {"storage": "1Gb"}, "storage: expected a size"),
        (QuotaSettings, {"loadBalancers": -1}, "loadBalancers: expected a whole number of at least 0"),
        (QuotaSettings, {"requests.cpu": 2}, "requests.cpu: unknown setting; expected one of cpu"),
        (MaximaSettings, {}, "expected at least one bound, for example {cpu: 2, memory: 2Gi, storage: 100Gi}"),
        (MaximaSettings, {"cpu": "1..2"}, "cpu: expected an amount of cpu, for example 250m"),
        (MaximaSettings, {"memory": "lots"}, "memory: expected a size"),
    ],
)
def test_what_bounds_nothing_is_told(model: type[Model], said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as error:
        model.model_validate(said)

    assert any(message in line for line in lines_of(error.value, model))


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

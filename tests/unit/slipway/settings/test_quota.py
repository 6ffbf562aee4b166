from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.quota import QuotaSettings
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


@pytest.mark.parametrize(
    ("quota", "message"),
    [
        ({}, "expected at least one bound, for example {cpu: 2..4, memory: 4Gi, pods: 20}"),
        ({"cpu": "4..2"}, "cpu: expected an amount of cpu, or request..limit with request <= limit"),
        ({"pods": 0}, "pods: expected a whole number of at least 1"),
        ({"storage": "1Gb"}, "storage: expected a size"),
        ({"loadBalancers": -1}, "loadBalancers: expected a whole number of at least 0"),
        ({"requests.cpu": 2}, "requests.cpu: unknown setting; expected one of cpu"),
    ],
)
def test_what_is_no_quota_is_told(quota: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as error:
        QuotaSettings.model_validate(quota)

    assert any(message in line for line in lines_of(error.value, QuotaSettings))

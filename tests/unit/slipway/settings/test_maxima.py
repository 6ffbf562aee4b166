from typing import Any

import pytest
from pydantic import ValidationError

from slipway.settings.quota import MaximaSettings
from tests.unit.slipway.settings.lines import lines_of


def test_containers_are_bound_in_what_is_said() -> None:
    assert MaximaSettings.model_validate({"cpu": 2, "storage": "1Gi"}).of_containers() == {"cpu": "2"}


@pytest.mark.parametrize(
    ("maxima", "message"),
    [
        ({}, "expected at least one bound, for example {cpu: 2, memory: 2Gi, storage: 100Gi}"),
        ({"cpu": "1..2"}, "cpu: expected an amount of cpu, for example 250m"),
        ({"memory": "lots"}, "memory: expected a size"),
    ],
)
def test_what_bounds_nothing_is_told(maxima: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as error:
        MaximaSettings.model_validate(maxima)

    assert any(message in line for line in lines_of(error.value, MaximaSettings))

import pytest

from slipway.settings.chart import RESOURCES
from slipway.settings.quantity import parse_quantity


@pytest.mark.parametrize("container", RESOURCES)
def test_memory_is_never_overcommitted_and_cpu_has_room_to_burst(container: str) -> None:
    asked = RESOURCES[container]

    assert asked.memory.request == asked.memory.limit
    assert parse_quantity(asked.cpu.request) < parse_quantity(asked.cpu.limit)

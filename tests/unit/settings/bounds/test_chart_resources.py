import pytest

from settings.bounds.chart_resources import RESOURCES
from settings.words.quantity import magnitude


@pytest.mark.parametrize("container", RESOURCES)
def test_memory_is_never_overcommitted_and_cpu_has_room_to_burst(container: str) -> None:
    asked = RESOURCES[container]

    assert asked.memory.request == asked.memory.limit
    assert magnitude(asked.cpu.request) < magnitude(asked.cpu.limit)

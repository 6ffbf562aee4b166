from pathlib import Path

import pytest
import yaml

from slipway.settings import MonitoringSettings, chart
from slipway.settings.chart import RESOURCES
from slipway.settings.quantity import parse_quantity

ROOT = Path(__file__).parents[4]


def test_the_stand_in_has_the_name_and_the_version_of_what_it_stands_in_for() -> None:
    stand_in = yaml.safe_load((ROOT / "charts" / "kube-prometheus-stack-stand-in" / "Chart.yaml").read_text())

    assert (stand_in["name"], stand_in["version"]) == (chart.NAME, f"{chart.VERSION}-standin")


def test_what_a_stack_says_nothing_of_is_the_version_that_a_reader_is_told() -> None:
    readme = " ".join((ROOT / "README.md").read_text().split())

    assert MonitoringSettings().chart_version == chart.VERSION
    assert f"tree/main/charts/{chart.NAME}) {chart.VERSION} from its repository" in readme


def test_its_release_can_be_in_the_name_of_everything() -> None:
    assert f"svc/{chart.RELEASE}-grafana" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("container", RESOURCES)
def test_memory_is_never_overcommitted_and_cpu_has_room_to_burst(container: str) -> None:
    asked = RESOURCES[container]

    assert asked.memory.request == asked.memory.limit
    assert asked.cpu.limit
    assert parse_quantity(asked.cpu.request) < parse_quantity(asked.cpu.limit)

import pytest

from slipway.topology.chart_pods import LABELS, pods
from tests.monitoring_matrix import LABELS as OF_THE_CHART


def selected(part: str) -> set[str]:
    """The pods of the chart with the labels of this part."""
    wanted = pods(part, "watch").labels.items()
    return {name for name, labels in OF_THE_CHART.items() if wanted <= labels.items()}


@pytest.mark.parametrize("part", LABELS)
def test_each_part_is_its_own_pods_and_nobody_elses(part: str) -> None:
    own = {"admission": {"admission-create", "admission-patch"}}

    assert selected(part) == own.get(part, {part})


def test_they_are_where_the_monitoring_is() -> None:
    assert {pods(part, "watch").namespace for part in LABELS} == {"watch"}

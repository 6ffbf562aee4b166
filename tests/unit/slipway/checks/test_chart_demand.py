from decimal import Decimal
from typing import Any

import pytest

from slipway.checks.demand import chart_demand
from slipway.settings import MonitoringSettings
from slipway.settings.quota import CPU_LIMITS, CPU_REQUESTS, MEMORY_REQUESTS, PODS, STORAGE, total
from tests.monitoring_chart import CHARTS, MADE_BY_THE_OPERATOR

NODES = 5
PARTS = {
    "prometheus-node-exporter": "node-exporter",
    "admission-create": "Helm's hooks",
    "admission-patch": "Helm's hooks",
}
"""Parts whose names differ from the names in the chart."""
PODS_OF = {"Deployment": 2, "DaemonSet": NODES, "Job": 1}


def asked(part: str, **settings: Any) -> dict[str, Decimal]:
    return dict(chart_demand(MonitoringSettings.model_validate(settings), NODES)[part].amounts)


def test_each_prometheus_asks_for_itself_its_reloader_and_its_volume() -> None:
    prometheus = asked("prometheus", prometheus={"replicas": 2, "storage": "100Gi"})

    assert prometheus[CPU_REQUESTS] == 2 * Decimal("0.210")
    assert prometheus[CPU_LIMITS] == 2 * Decimal("2.1")
    assert prometheus[MEMORY_REQUESTS] == 2 * (1024 + 64) * 1024**2
    assert prometheus[STORAGE] == 200 * 1024**3
    assert prometheus[PODS] == 2


def test_each_alertmanager_has_a_volume_of_its_own() -> None:
    assert asked("alertmanager", alertmanager={"replicas": 3, "storage": "2Gi"})[STORAGE] == 6 * 1024**3


@pytest.mark.parametrize(
    ("part", "cpu"), [("grafana", "0.140"), ("operator", "0.100"), ("kube-state-metrics", "0.040")]
)
def test_a_rollout_of_what_is_there_once_adds_a_pod(part: str, cpu: str) -> None:
    demand = asked(part)

    assert (demand[PODS], demand[CPU_REQUESTS]) == (Decimal(2), Decimal(cpu))


def test_node_exporter_is_on_every_node() -> None:
    assert asked("node-exporter")[PODS] == NODES
    assert asked("node-exporter")[CPU_REQUESTS] == NODES * Decimal("0.020")


def test_a_hook_of_helms_gets_what_is_given_to_containers_that_say_nothing() -> None:
    assert asked("Helm's hooks", limits={"cpu": "1..2", "memory": "1Gi"})[CPU_LIMITS] == 2


def test_only_what_keeps_data_asks_for_storage() -> None:
    demands = chart_demand(MonitoringSettings(), NODES)

    assert {part for part, each in demands.items() if each.amounts.get(STORAGE)} == {"prometheus", "alertmanager"}
    assert total(each.amounts for each in demands.values())[STORAGE] == 11 * 1024**3


@pytest.mark.parametrize("chart", CHARTS)
def test_all_that_the_chart_makes_is_reckoned_at_its_most(chart: str) -> None:
    made = {PARTS.get(name, name): PODS_OF[kind] for name, kind in CHARTS[chart]().kinds.items()}

    reckoned = {part: each.amounts[PODS] for part, each in chart_demand(MonitoringSettings(), NODES).items()}

    assert reckoned == {**made, **dict.fromkeys(MADE_BY_THE_OPERATOR, 1)}

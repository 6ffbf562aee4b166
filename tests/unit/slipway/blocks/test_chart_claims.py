from typing import Any

from slipway.blocks.chart_claims import chart_claims
from slipway.blocks.chart_values import chart_values
from slipway.settings.monitoring import MonitoringSettings

PROMETHEUS = "prometheus-monitoring-prometheus-db-prometheus-monitoring-prometheus"
ALERTMANAGER = "alertmanager-monitoring-alertmanager-db-alertmanager-monitoring-alertmanager"


def claims(values: Any = None, **said: Any) -> dict[str, tuple[str, str | None]]:
    extra = {"extraValues": {"reason": "no setting says it", "values": values}} if values else {}
    settings = MonitoringSettings.model_validate({**said, **extra})
    found = chart_claims(settings, chart_values(settings, {}))
    return {name: (volume.size, volume.storage_class) for name, volume in found}


def test_each_pod_has_a_claim_of_the_name_that_the_operator_gives_it() -> None:
    said = {"prometheus": {"replicas": 2, "storage": "50Gi", "storageClass": "fast"}}

    assert claims(**said) == {
        f"{PROMETHEUS}-0": ("50Gi", "fast"),
        f"{PROMETHEUS}-1": ("50Gi", "fast"),
        f"{ALERTMANAGER}-0": ("1Gi", None),
    }


def test_each_shard_has_its_own() -> None:
    assert set(claims({"prometheus": {"prometheusSpec": {"shards": 2}}})) == {
        f"{PROMETHEUS}-0",
        f"{PROMETHEUS}-shard-1-0",
        f"{ALERTMANAGER}-0",
    }


def test_a_part_that_is_turned_off_has_none() -> None:
    assert set(claims({"alertmanager": {"enabled": False}})) == {f"{PROMETHEUS}-0"}

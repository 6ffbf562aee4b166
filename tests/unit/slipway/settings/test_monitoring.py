import pytest
from pydantic import ValidationError

from slipway.settings import MonitoringSettings


def test_monitoring_needs_no_setting_at_all() -> None:
    assert MonitoringSettings().namespace == "monitoring"


@pytest.mark.parametrize("retention", ["1h", "15d", "2w", "1y"])
def test_a_retention_of_one_unit_is_accepted(retention: str) -> None:
    assert MonitoringSettings(retention=retention).retention == retention


@pytest.mark.parametrize("retention", ["", "0d", "15", "d", "1d12h", "1m", "-1d", 15])
def test_any_other_retention_is_refused(retention: object) -> None:
    with pytest.raises(ValidationError, match="expected a duration in hours, days, weeks or years"):
        MonitoringSettings.model_validate({"retention": retention})


@pytest.mark.parametrize("version", ["", "88", "88.5", "v88.5.3", "88.5.x", ">=88.5.3", "88.5.3-rc1", 88.5])
def test_a_chart_version_that_is_not_exact_is_refused(version: object) -> None:
    with pytest.raises(ValidationError, match="expected an exact chart version"):
        MonitoringSettings.model_validate({"chartVersion": version})

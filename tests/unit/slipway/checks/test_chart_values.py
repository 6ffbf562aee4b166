from typing import Any

from slipway.checks.chart_values import unknown_chart_values
from slipway.settings import MonitoringSettings

PATH = "monitoring.extraValues.values"


def problems(values: dict[str, Any], **said: Any) -> list[str]:
    extra = {"reason": "the tests say something else", "values": values}
    settings = MonitoringSettings.model_validate({"extraValues": extra, **said})
    return [str(each) for each in unknown_chart_values(settings)]


def test_a_misspelt_value_is_told_with_the_nearest_one() -> None:
    assert problems({"grafana": {"replcias": 2}, "prometheus": {"prometheusSpec": {"retenion": "1d"}}}) == [
        f"{PATH}.grafana.replcias: unknown value of kube-prometheus-stack 88.5.3; did you mean replicas?",
        (
            f"{PATH}.prometheus.prometheusSpec.retenion: unknown value of kube-prometheus-stack 88.5.3; did you mean "
            "retention?"
        ),
    ]


def test_where_no_name_is_near_many_are_not_listed() -> None:
    assert problems({"prometheus": {"prometheusSpec": {"xyzzy": 1}}}) == [
        (
            f"{PATH}.prometheus.prometheusSpec.xyzzy: unknown value of kube-prometheus-stack 88.5.3; expected one of "
            "those in its values.yaml below prometheus.prometheusSpec"
        )
    ]
    assert problems({"crds": {"xyzzy": 1}}) == [
        f"{PATH}.crds.xyzzy: unknown value of kube-prometheus-stack 88.5.3; expected one of enabled, upgradeJob"
    ]


def test_of_another_major_version_nothing_is_known() -> None:
    assert problems({"grafana": {"replcias": 2}}, chartVersion="89.0.0") == []
    assert MonitoringSettings().extra_values is None
    assert list(unknown_chart_values(MonitoringSettings())) == []

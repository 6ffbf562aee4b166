import pytest
from pydantic import ValidationError

from slipway.settings import MonitoringSettings
from slipway.settings.monitoring import MonitoringPartSettings, PrometheusSettings
from tests.unit.slipway.settings.lines import lines_of


def test_monitoring_needs_no_setting_at_all() -> None:
    assert MonitoringSettings().namespace == "monitoring"


@pytest.mark.parametrize("retention", ["1h", "15d", "2w", "1y"])
def test_a_retention_of_one_unit_is_accepted(retention: str) -> None:
    assert PrometheusSettings(retention=retention).retention == retention


@pytest.mark.parametrize("retention", ["", "0d", "15", "d", "1d12h", "1m", "-1d", 15])
def test_any_other_retention_is_refused(retention: object) -> None:
    with pytest.raises(ValidationError, match="expected a duration in hours, days, weeks or years"):
        MonitoringSettings.model_validate({"prometheus": {"retention": retention}})


@pytest.mark.parametrize("version", ["", "88", "88.5", "v88.5.3", "88.5.x", ">=88.5.3", "88.5.3-rc1", 88.5])
def test_a_chart_version_that_is_not_exact_is_refused(version: object) -> None:
    with pytest.raises(ValidationError, match="expected an exact chart version"):
        MonitoringSettings.model_validate({"chartVersion": version})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("replicas", "prometheus.replicas, and alertmanager.replicas"),
        ("retention", "prometheus.retention"),
        ("storage", "prometheus.storage"),
        ("alertmanagerStorage", "alertmanager.storage"),
        ("storageClass", "prometheus.storageClass, and alertmanager.storageClass"),
    ],
)
def test_a_setting_that_has_moved_is_refused_with_its_new_path(old: str, new: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        MonitoringSettings.model_validate({old: "1"})

    assert lines_of(refusal.value, MonitoringSettings) == [f"{old}: this setting has moved; write {new} instead"]


def test_its_namespace_has_the_rules_of_any_other() -> None:
    settings = MonitoringSettings.model_validate({"viewers": ["oidc:on-call"], "quota": {"pods": 30}})
    namespace = settings.as_namespace()

    assert (namespace.quota, namespace.limits) == (settings.quota, settings.limits)
    assert (namespace.access.viewers, namespace.access.deployers) == (("oidc:on-call",), ())
    assert namespace.pod_security_level() == "privileged"


def test_a_part_has_to_do_with_nobody_by_itself() -> None:
    part = MonitoringPartSettings()

    assert (part.connects_to, part.accepts_from) == ((), ())


@pytest.mark.parametrize(
    ("connection", "message"),
    [
        ("pager", r"expected the namespace of pager too, for example \{app: pager, namespace: ops\}"),
        ({"app": "pager", "namespace": "ops", "prefix": "PAGER_"}, "prefix has no effect here"),
    ],
)
def test_an_app_is_named_completely_and_gives_no_variables(connection: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        MonitoringPartSettings.model_validate({"connectsTo": [connection]})

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from slipway.blocks.chart_values import chart_values
from slipway.settings import MonitoringSettings
from slipway.settings.monitoring import PrometheusSettings

ROOT = Path(__file__).parents[4]
STAND_IN = ROOT / "charts" / "kube-prometheus-stack-stand-in"
PUBLIC = ROOT.parent / "shared" / f"kube-prometheus-stack-{MonitoringSettings().chart_version}"
"""The values of the public chart, if it is beside the project."""

CHARTS = [STAND_IN, *([PUBLIC] if PUBLIC.is_dir() else [])]

UNLISTED = {("grafana", "fullnameOverride")}
"""Values that a template of the public chart reads although they are not in its values file (`grafana.fullname`):
https://github.com/grafana-community/helm-charts/blob/main/charts/grafana/templates/_helpers.tpl"""

FAST = {"storageClass": "fast"}
EVERYTHING = MonitoringSettings.model_validate({"prometheus": FAST, "alertmanager": FAST, "managedControlPlane": False})


def values(settings: MonitoringSettings) -> dict[str, Any]:
    return chart_values(settings, {"grafana-admin": "grafana-admin-1", "registry": "registry-1"})


def paths(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not isinstance(value, dict):
        yield path
        return
    for key, inner in value.items():
        yield from paths(inner, (*path, key))


def documents(chart: Path) -> list[Any]:
    """The values of the chart, and those of each subchart under its name (`grafana-values.yaml`)."""
    own = yaml.safe_load((chart / "values.yaml").read_text())
    subcharts = {file.name.removesuffix("-values.yaml"): file for file in chart.glob("*-values.yaml")}
    return [own, *({name: yaml.safe_load(file.read_text())} for name, file in subcharts.items())]


def has(document: Any, path: tuple[str, ...]) -> bool:
    """True if the path exists. Below `{}` the chart accepts every key."""
    for step in path:
        if document == {}:
            return True
        if not isinstance(document, dict) or step not in document:
            return False
        document = document[step]
    return True


@pytest.mark.parametrize("chart", CHARTS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("settings", [MonitoringSettings(), EVERYTHING], ids=["default", "everything"])
def test_every_path_that_is_set_exists_in_the_chart(chart: Path, settings: MonitoringSettings) -> None:
    known = documents(chart)

    missing = {path for path in paths(values(settings)) if not any(has(document, path) for document in known)}

    assert missing <= UNLISTED


def test_the_names_of_everything_are_fixed() -> None:
    chart = values(MonitoringSettings())

    assert chart["fullnameOverride"] == "monitoring"
    assert chart["grafana"]["fullnameOverride"] == "monitoring-grafana"


def test_the_password_stands_in_a_secret_and_not_in_the_values() -> None:
    admin = values(MonitoringSettings())["grafana"]["admin"]

    assert admin == {"existingSecret": "grafana-admin-1", "userKey": "username", "passwordKey": "password"}


def test_everything_pulls_its_images_with_the_same_secrets() -> None:
    pulling = MonitoringSettings(pull_secrets=("registry",))

    assert values(pulling)["global"] == {"imagePullSecrets": [{"name": "registry-1"}]}
    assert "global" not in chart_values(MonitoringSettings(), {})


def test_prometheus_sees_the_monitors_and_rules_of_every_app() -> None:
    prometheus = values(MonitoringSettings())["prometheus"]["prometheusSpec"]
    selectors = {key: value for key, value in prometheus.items() if key.endswith("SelectorNilUsesHelmValues")}

    assert len(selectors) == 5
    assert not any(selectors.values())


def test_samples_are_dropped_before_the_disk_is_full() -> None:
    prometheus = values(MonitoringSettings(prometheus=PrometheusSettings(storage="10Gi", retention="7d")))[
        "prometheus"
    ]["prometheusSpec"]

    assert (prometheus["retention"], prometheus["retentionSize"]) == ("7d", "8704MB")


@pytest.mark.parametrize("managed", [True, False])
def test_a_control_plane_that_cannot_be_scraped_has_neither_jobs_nor_alerts(managed: bool) -> None:  # noqa: FBT001
    chart = values(MonitoringSettings(managed_control_plane=managed))

    jobs = [chart[part]["enabled"] for part in ("kubeEtcd", "kubeControllerManager", "kubeScheduler", "kubeProxy")]
    assert {*jobs, *chart["defaultRules"]["rules"].values()} == {not managed}


def test_a_storage_class_is_named_only_when_the_settings_name_one() -> None:
    def claim(settings: MonitoringSettings) -> Any:
        return values(settings)["alertmanager"]["alertmanagerSpec"]["storage"]["volumeClaimTemplate"]["spec"]

    assert "storageClassName" not in claim(MonitoringSettings())
    assert claim(EVERYTHING)["storageClassName"] == "fast"

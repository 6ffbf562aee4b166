from pathlib import Path

import pytest
from pulumi import RunError

from components import MonitoringStack
from components.alert_templates import read_templates
from components.repository import Repository
from offline.recorder import Recording, record
from slipway.settings import MonitoringSettings
from slipway.settings.alerting import AlertingSettings


def alerting(*templates: str) -> AlertingSettings:
    return AlertingSettings.model_validate(
        {
            "receivers": {"shop": {"slack": {"apiUrl": "slack/url"}}},
            "default": {"warning": "shop"},
            "templates": templates,
        }
    )


def deployed(root: Path, *templates: str) -> Recording:
    settings = MonitoringSettings.model_validate(
        {"secrets": {"slack": {"existing": True}}, "alerting": alerting(*templates).model_dump(by_alias=True)}
    )

    def program() -> None:
        MonitoringStack("monitoring", settings, grafana_password="tulip")

    return record(program, root=root)


def test_each_file_is_read_from_the_repository(tmp_path: Path) -> None:
    (tmp_path / "a.tmpl").write_text("text")

    read = read_templates("monitoring.alerting.templates", alerting("a.tmpl", "b.tmpl"), Repository(tmp_path))

    assert read.texts == {"a.tmpl": "text"}
    [problem] = read.problems
    assert str(problem).startswith("monitoring.alerting.templates.1: there is no b.tmpl below ")


def test_a_component_reads_its_own_files(tmp_path: Path) -> None:
    (tmp_path / "a.tmpl").write_text("text")

    values = deployed(tmp_path, "a.tmpl").one("Release").inputs["values"]

    assert values["alertmanager"]["templateFiles"] == {"a.tmpl": "text"}


def test_a_missing_file_is_refused_before_anything_is_registered(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"^monitoring\.alerting\.templates\.0: there is no a\.tmpl below "):
        deployed(tmp_path, "a.tmpl")

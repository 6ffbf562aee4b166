"""The alert routing of whole stacks, read by amlint: https://pypi.org/project/amlint/."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from offline.alerts import receivers_of
from slipway.blocks.alert_routing import NOBODY, alertmanager_config
from slipway.blocks.references import NO_NAMES
from slipway.settings.yaml_text import write_yaml
from tests.alert_samples import FILES, alerting_of, alerts, stack_of, written

EXPLAINED = {("empty-receiver", f"receivers[{NOBODY}]"): "alerts that nobody should get go there"}


def amlint(*arguments: str | Path) -> tuple[int, Any]:
    done = subprocess.run(
        [Path(sys.executable).with_name("amlint"), *arguments, "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def config_of(name: str, folder: Path) -> Path:
    return written(folder, write_yaml(alertmanager_config(alerting_of(stack_of(name)), NO_NAMES)))


@pytest.mark.parametrize("name", FILES)
def test_amlint_finds_nothing_that_is_not_explained(name: str, tmp_path: Path) -> None:
    code, said = amlint("check", config_of(name, tmp_path), "--strict")

    found = {(each["code"], each["where"]) for each in said}
    assert found - EXPLAINED.keys() == set()
    assert code == 0


@pytest.mark.parametrize("name", FILES)
def test_every_route_is_reached_by_some_alert_and_leads_where_make_alerts_says(name: str, tmp_path: Path) -> None:
    stack = stack_of(name)
    watchdog = alerting_of(stack).watchdog
    assert watchdog is not None
    cases = [
        {
            "labels": dict(labels),
            "receiver": "Watchdog"
            if labels["alertname"] == "Watchdog"
            else "+".join(receivers_of(stack, labels)) or NOBODY,
        }
        for labels in alerts(stack)
    ]
    (tmp_path / "tests.yaml").write_text(write_yaml({"tests": cases}))

    code, said = amlint("test", config_of(name, tmp_path), tmp_path / "tests.yaml", "--fail-under", "100")

    assert [each for each in said["tests"] if not each["passed"]] == []
    assert said["coverage"]["uncovered"] == []
    assert code == 0

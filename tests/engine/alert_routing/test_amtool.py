"""The alert routing of whole stacks, read by amtool and Alertmanager: https://github.com/prometheus/alertmanager."""

import subprocess
from pathlib import Path

import pytest

from offline.alerts import receivers_of
from slipway.blocks.alert_routing import NOBODY, WATCHDOG, alertmanager_config
from slipway.blocks.references import NO_NAMES
from slipway.settings.yaml_text import write_yaml
from tests.alert_samples import FILES, alerting_of, alerts, stack_of, written


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def config_of(name: str, folder: Path) -> Path:
    return written(folder, write_yaml(alertmanager_config(alerting_of(stack_of(name)), NO_NAMES)))


@pytest.mark.parametrize("name", FILES)
def test_amtool_accepts_the_configuration(tools: dict[str, Path], name: str, tmp_path: Path) -> None:
    checked = run(tools["amtool"], "check-config", config_of(name, tmp_path))

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", FILES)
def test_each_alert_goes_where_make_alerts_says(tools: dict[str, Path], name: str, tmp_path: Path) -> None:
    stack, config = stack_of(name), config_of(name, tmp_path)
    watchdog = alerting_of(stack).watchdog
    assert watchdog is not None
    own = {NOBODY: (), WATCHDOG: (watchdog.receiver,)}

    for labels in alerts(stack):
        pairs = [f"{label}={value}" for label, value in labels.items()]
        routed = run(tools["amtool"], "config", "routes", "test", "--config.file", config, *pairs).stdout.strip()
        assert own.get(routed, tuple(routed.split("+"))) == receivers_of(stack, labels), labels

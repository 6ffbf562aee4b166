"""tests/every-option.yaml has every setting, so tests with this file cover all settings."""

import yaml

from offline.program import ROOT
from slipway.settings.stack import StackSettings
from tests.said_settings import every_setting, said

FILE = ROOT / "tests" / "every-option.yaml"
ELSEWHERE = {
    # They make objects of a kind that the tests' cluster does not know:
    # see tests/unit/slipway/blocks/test_cilium_policy.py.
    "ClusterSettings.networkPolicies",
    "ConnectionSettings.host",
    # Only without monitoring: see tests/unit/components/test_network.py.
    "ClusterSettings.prometheus",
    "ClusterPrometheusSettings.monitorLabels",
    "ClusterPrometheusSettings.otherMetrics",
    # Clusters without its feature gate drop it, so that a stack that says it is never without changes.
    "StatefulRolloutSettings.maxUnavailable",
    # The tests' cluster reaches no repository: see tests/unit/components/test_chart_release.py.
    "ChartSettings.repository",
    "ChartSettings.version",
}


def settings() -> StackSettings:
    config = {key.removeprefix("slipway:"): value for key, value in yaml.safe_load(FILE.read_text())["config"].items()}
    del config["secrets"]
    return StackSettings.model_validate(config, by_alias=True, by_name=False)


def test_every_setting_is_said_with_another_value_than_it_has_by_itself() -> None:
    known = every_setting(StackSettings)
    missing = known.keys() - set(said(settings())) - ELSEWHERE

    assert not missing, "write into tests/every-option.yaml, with another value than the default:\n" + "\n".join(
        sorted(f"  {known[name]}  ({name})" for name in missing)
    )


def test_what_is_said_elsewhere_is_a_setting_and_not_said_here() -> None:
    assert every_setting(StackSettings).keys() - set(said(settings())) >= ELSEWHERE


def test_each_setting_is_known_by_its_path() -> None:
    known = every_setting(StackSettings)

    assert known["PortSettings.nodePort"] == "namespaces.<name>.apps.<name>.ports.<name>.nodePort"
    assert known["InitContainerSettings.name"] == "namespaces.<name>.apps.<name>.initContainers.0.name"
    assert known["EnvironmentSettings.env"] == "namespaces.<name>.apps.<name>.env"

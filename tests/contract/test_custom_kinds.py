"""The kinds of custom resources that a stack is known to ask for are those that it registers."""

from pathlib import Path

import pytest
import yaml

from offline.program import ROOT
from offline.recorder import Recording, record
from offline.stack_file import StackFile
from slipway.schema.scopes import is_of_kubernetes
from slipway.settings.chart import GROUP
from slipway.settings.load import settings_of
from stack import custom_kinds
from stack.custom_kinds import CustomKind
from stack.resolve import RepositoryFiles, ResolvedStack, resolve
from tests.contract.test_every_option import FILE as EVERY_OPTION
from tests.recorded import recorded

FILES = {
    "dev": ROOT / "Pulumi.dev.yaml",
    "kinds": ROOT / "tests" / "every-kind.yaml",
    "options": EVERY_OPTION,
    "connections": ROOT / "tests" / "every-connection.yaml",
}
CILIUM = """
config:
  slipway:environment: development
  slipway:cluster: {networkPolicies: cilium}
  slipway:secrets: {monitoring: {grafana-admin: {password: {secure: "v1:a:b"}}}}
  slipway:monitoring: {}
  slipway:namespaces:
    shop:
      apps: {web: {image: "shop/web:1.0", port: 8080, connectsTo: [{host: a.example.com, port: 443}]}}
      objects:
        up: {apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, unchecked: the chart defines it}
"""
OUTSIDE = """
config:
  slipway:environment: development
  slipway:cluster: {prometheus: {namespace: prometheus, monitorLabels: {release: kps}}}
  slipway:namespaces:
    shop:
      apps: {web: {image: "shop/web:1.0", port: 8080, ports: {metrics: 9090}, slo: {availability: 99.9}}}
"""


def resolved(file: Path) -> ResolvedStack:
    found: list[ResolvedStack] = []

    def program() -> None:
        config = yaml.safe_load(file.read_text())["config"]
        settings = settings_of({key.partition(":")[2]: value for key, value in config.items()})
        found.append(resolve(settings, RepositoryFiles.read(settings)))

    record(program)
    return found[0]


def registered(recording: Recording) -> set[CustomKind]:
    found = {
        (str(each.inputs["apiVersion"]), str(each.inputs["kind"]))
        for each in recording.registrations
        if "apiVersion" in each.inputs
    }
    return {each for each in found if not is_of_kubernetes(each[0])}


@pytest.mark.parametrize("stack", FILES)
def test_no_kind_is_forgotten_and_none_is_made_up(stack: str) -> None:
    asked = custom_kinds.custom_kinds(resolved(FILES[stack]))

    assert {*asked} == {each for each in registered(recorded(stack, FILES[stack])) if not each[0].startswith(GROUP)}
    assert all(asked.values())


def test_with_cilium_its_own_policies_are_one_of_them(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.cilium.yaml"
    file.write_text(CILIUM)
    assert StackFile.read(file)

    asked = custom_kinds.custom_kinds(resolved(file))

    assert asked == {("cilium.io/v2", "CiliumNetworkPolicy"): ["cluster.networkPolicies"]}
    assert {*asked} == {each for each in registered(recorded("cilium", file)) if not each[0].startswith(GROUP)}


def test_a_prometheus_of_the_cluster_needs_the_definitions_of_its_operator(tmp_path: Path) -> None:
    file = tmp_path / "Pulumi.outside.yaml"
    file.write_text(OUTSIDE)

    asked = custom_kinds.custom_kinds(resolved(file))

    assert asked == {
        ("monitoring.coreos.com/v1", "PodMonitor"): ["cluster.prometheus"],
        ("monitoring.coreos.com/v1", "PrometheusRule"): ["cluster.prometheus"],
    }
    assert {*asked} == registered(recorded("outside", file))


def test_among_the_stacks_of_this_test_is_every_custom_kind() -> None:
    everything = set().union(*(registered(recorded(name, file)) for name, file in FILES.items()))

    assert {kind for _, kind in everything} >= {
        *("HTTPRoute", "SecretStore", "ExternalSecret", "SecretProviderClass"),
        *("ScaledObject", "TriggerAuthentication", "VerticalPodAutoscaler"),
    }

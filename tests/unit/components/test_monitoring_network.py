from typing import Any

import pytest
from pulumi import RunError

from components import MonitoringStack
from offline.recorder import Recording
from slipway.settings import MonitoringSettings
from slipway.settings.stack import StackSettings
from slipway.topology.apps import Graph
from tests.deployment import deploy

CLOSED = ("slipway.default-deny", "slipway.dns")
PARTS = ("prometheus", "alertmanager", "grafana", "kube-state-metrics", "operator", "admission")


def monitoring(graph: Graph | None = None, **said: Any) -> Recording:
    settings = MonitoringSettings.model_validate(said)
    return deploy(lambda: MonitoringStack("monitoring", settings, grafana_password="tulip", graph=graph))


def cilium() -> Graph:
    stack = {"environment": "development", "cluster": {"networkPolicies": "cilium"}, "monitoring": {}}
    return Graph.of(StackSettings.model_validate(stack))


def test_everything_is_closed_and_each_part_of_the_chart_has_a_policy_in_its_namespace() -> None:
    policies = monitoring(namespace="watch").all("NetworkPolicy")

    assert {each.name for each in policies} == {f"monitoring.{name}" for name in (*CLOSED, *PARTS)}
    assert {each.inputs["metadata"]["namespace"] for each in policies} == {"watch"}
    assert {each.name.removeprefix("monitoring.") for each in policies} == {
        each.inputs["metadata"]["name"] for each in policies
    }


def test_the_release_waits_for_the_policies_and_goes_before_them() -> None:
    recording = monitoring()
    policies = {each.urn for each in recording.all("NetworkPolicy")}

    assert policies
    assert policies <= {*recording.one("Release").dependencies}


def test_they_belong_to_the_monitoring_stack() -> None:
    recording = monitoring()
    network = recording.one("MonitoringNetwork")

    assert network.parent == recording.one("MonitoringStack").urn
    assert {each.parent for each in recording.all("NetworkPolicy")} == {network.urn}


def test_a_network_that_knows_nodes_and_api_server_is_told_by_what_they_are_and_by_no_address() -> None:
    recording = monitoring(cilium())
    named = {each.inputs["metadata"]["name"] for each in recording.all("CiliumNetworkPolicy")}

    assert named == {*PARTS} - {"alertmanager"}
    assert "ipBlock" not in str([each.inputs for each in recording.all("NetworkPolicy")])
    assert "ipBlock" in str([each.inputs for each in monitoring().all("NetworkPolicy")])


def test_alone_it_knows_no_app_and_says_so() -> None:
    with pytest.raises(RunError, match=r'monitoring\.alertmanager\.connectsTo\.0: unknown namespace "[a-z]+"'):
        monitoring(alertmanager={"connectsTo": [{"app": "pager", "namespace": "ops"}]})

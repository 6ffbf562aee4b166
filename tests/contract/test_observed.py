"""What slipway itself monitors keeps the contract that stack files are checked against, object by object."""

from collections.abc import Iterator
from typing import Any

import pytest

from offline.recorder import Recording
from slipway.settings.promql import parsed, selectors
from slipway.topology.exposed_metrics import exposed_metrics
from slipway.topology.label_selectors import matches
from tests.contract.test_custom_kinds import FILES, resolved
from tests.recorded import recorded


def objects(recording: Recording, *kinds: str) -> Iterator[dict[str, Any]]:
    for each in recording.registrations:
        if each.inputs.get("kind") in kinds:
            yield each.inputs


def pods(recording: Recording, namespace: str) -> Iterator[dict[str, Any]]:
    """The pod templates of a namespace."""
    for each in objects(recording, "Deployment", "StatefulSet", "DaemonSet"):
        if each["metadata"]["namespace"] == namespace:
            yield each["spec"]["template"]


@pytest.mark.parametrize("stack", FILES)
def test_each_monitor_finds_the_pods_of_one_app_and_their_port(stack: str) -> None:
    recording = recorded(stack, FILES[stack])

    for monitor in objects(recording, "PodMonitor"):
        found = [
            pod
            for pod in pods(recording, monitor["metadata"]["namespace"])
            if matches(monitor["spec"]["selector"], pod["metadata"]["labels"])
        ]
        assert len(found) == 1, monitor["metadata"]["name"]
        ports = {port["name"] for each in found[0]["spec"]["containers"] for port in each.get("ports", ())}
        assert {each["port"] for each in monitor["spec"]["podMetricsEndpoints"]} <= ports


@pytest.mark.parametrize("stack", FILES)
def test_each_rule_reads_only_what_is_exposed(stack: str) -> None:
    exposed = exposed_metrics(resolved(FILES[stack]).settings)

    for rules in objects(recorded(stack, FILES[stack]), "PrometheusRule"):
        for rule in (rule for group in rules["spec"].get("groups", ()) for rule in group["rules"]):
            for selector in selectors(parsed(rule["expr"])):
                metric = selector.metric or ""
                assert exposed.knows(metric), rule
                assert selector.labels <= (exposed.labels(metric) or selector.labels), rule


def test_the_stacks_have_monitors_and_rules() -> None:
    found = {
        each["kind"]
        for stack in FILES
        for each in objects(recorded(stack, FILES[stack]), "PodMonitor", "PrometheusRule")
    }

    assert found == {"PodMonitor", "PrometheusRule"}

"""A state from before the component existed: its namespaces had no parent."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

SETTINGS = """
config:
  slipway:environment: development
  slipway:namespaces: {older: {limits: {cpu: 40m..100m, memory: 32Mi}, configMaps: {web: {COLOR: blue}}}}
"""
PROGRAM = """
from pulumi import ResourceOptions
from pulumi_kubernetes import Provider
from pulumi_kubernetes.core.v1 import LimitRange, Namespace

provider = Provider("cluster")
manager = {"pulumi.com/patchFieldManager": "slipway"}
namespace = Namespace(
    "older", metadata={"name": "older", "annotations": manager}, opts=ResourceOptions(provider=provider)
)
LimitRange(
    "older.defaults",
    metadata={"name": "defaults", "namespace": namespace.metadata.name, "annotations": manager},
    spec={"limits": [{"type": "Container", "default": {"cpu": "1"}}]},
    opts=ResourceOptions(provider=provider),
)
"""
"""What made a namespace before there was a component."""


@pytest.fixture
def older(engine: Engine, cluster: EmbeddedCluster, tmp_path: Path) -> Iterator[StackUnderTest]:
    """The state with a Namespace and a LimitRange without a parent, and without the objects of the component."""
    stack = own_stack("older", SETTINGS, engine, cluster, tmp_path)
    with stack.undone_afterwards():
        (tmp_path / "program").mkdir()
        (tmp_path / "program" / "__main__.py").write_text(PROGRAM)
        project = tmp_path / "Pulumi.yaml"
        today = project.read_text()
        project.write_text(today.replace(f"main: {PROJECT}\n", "main: program\n"))
        stack.up()
        project.write_text(today)
        yield stack


def test_the_namespaces_of_an_older_stack_are_taken_over_as_they_are(older: StackUnderTest) -> None:
    def identities() -> list[str]:
        owned = [older.get("namespace", name="older"), older.get("limitrange", "older", "defaults")]
        return [each["metadata"]["uid"] for each in owned]

    before = identities()

    preview = older.run("preview", "--json")
    older.up()

    assert set(json.loads(preview.out)["changeSummary"]) == {"create", "update", "same"}
    assert identities() == before
    assert older.get("limitrange", "older", "defaults")["spec"]["limits"][0]["default"] == {
        "cpu": "100m",
        "memory": "32Mi",
    }
    assert older.unchanged().code == 0

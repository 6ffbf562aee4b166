"""A stack that says everything about network and identity once, deployed for all modules of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

HERE = Path(__file__).parent
SETTINGS = HERE / "Pulumi.network.yaml"
ROUTES = HERE / "httproute-crd.yaml"
PROJECT_FILE = f"""
name: slipway
runtime: {{name: python, options: {{virtualenv: {PROJECT / ".venv"}}}}}
"""
PROGRAM = f"""
import runpy
import sys

sys.path.insert(0, {str(PROJECT)!r})
runpy.run_path({str(PROJECT / "__main__.py")!r}, run_name="__main__")
"""


@pytest.fixture(scope="package")
def bare(
    engine: Engine, cluster: EmbeddedCluster, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StackUnderTest]:
    """The stack, of which nothing is deployed yet, on a cluster that knows HTTPRoutes."""
    program = tmp_path_factory.mktemp("program")
    (program / "Pulumi.yaml").write_text(PROJECT_FILE)
    (program / "__main__.py").write_text(PROGRAM)
    (program / SETTINGS.name).write_text(SETTINGS.read_text())
    surroundings = {**engine.surroundings, "PULUMI_CONFIG_PASSPHRASE": "network"}
    own = Engine(engine.layout, surroundings=surroundings, program=program)
    cluster.kubectl(["apply", "-f", str(ROUTES)])
    cluster.kubectl(["wait", "--for=condition=Established", "-f", str(ROUTES)])
    own.ensure_stack("network")
    stack = StackUnderTest("network", own, cluster, folder)
    yield stack
    stack.destroy()
    own.remove_stack("network")
    cluster.kubectl(["delete", "-f", str(ROUTES)])


@pytest.fixture(scope="package")
def untouched(bare: StackUnderTest) -> set[str]:
    """What the cluster holds before the stack is deployed."""
    return bare.objects()


@pytest.fixture(scope="package")
def network(bare: StackUnderTest, untouched: set[str]) -> StackUnderTest:
    """The stack, deployed from nothing."""
    assert untouched
    assert "Diagnostics:" not in bare.up().out
    return bare

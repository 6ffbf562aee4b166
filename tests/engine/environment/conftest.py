"""A stack whose namespaces have limits, deployed for all modules of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

SETTINGS = Path(__file__).parent / "Pulumi.environment.yaml"


@pytest.fixture(scope="package")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack after its first deployment. It is destroyed at the end."""
    stack = own_stack("environment", SETTINGS.read_text(), engine, cluster, folder)
    with stack.undone_afterwards():
        assert "Diagnostics:" not in stack.up().out
        stack.restore()
        yield stack


@pytest.fixture
def environment(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed

"""The development stack, deployed once for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine


@pytest.fixture(scope="package")
def bare(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack before its first deployment."""
    engine.ensure_stack("dev")
    stack = StackUnderTest("dev", engine, cluster, folder)
    yield stack
    stack.destroy()
    engine.remove_stack("dev")


@pytest.fixture(scope="package")
def untouched(bare: StackUnderTest) -> set[str]:
    """The objects in the cluster before the deployment."""
    return bare.objects()


@pytest.fixture
def dev(bare: StackUnderTest, untouched: set[str]) -> StackUnderTest:
    """The stack, deployed as its file says."""
    assert untouched
    bare.restore()
    return bare

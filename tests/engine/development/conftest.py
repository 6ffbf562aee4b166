"""The development stack, deployed once for all modules of this folder, which run in the order of their names."""

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


@pytest.fixture(scope="package")
def dev(bare: StackUnderTest, untouched: set[str]) -> StackUnderTest:
    """The stack, deployed from nothing."""
    assert untouched
    bare.up()
    return bare

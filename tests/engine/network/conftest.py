"""A stack with all settings of network and identity, deployed for all modules of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

HERE = Path(__file__).parent
SETTINGS = HERE / "Pulumi.network.yaml"
ROUTES = HERE / "httproute-crd.yaml"


@pytest.fixture(scope="package")
def bare(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack before its first deployment, on a cluster with HTTPRoutes."""
    cluster.kubectl(["apply", "-f", str(ROUTES)])
    cluster.kubectl(["wait", "--for=condition=Established", "-f", str(ROUTES)])
    stack = own_stack("network", SETTINGS.read_text(), engine, cluster, folder)
    yield stack
    stack.destroy()
    stack.engine.remove_stack("network")
    cluster.kubectl(["delete", "-f", str(ROUTES)])


@pytest.fixture(scope="package")
def untouched(bare: StackUnderTest) -> set[str]:
    """The objects of the cluster before the stack is deployed."""
    return bare.objects()


@pytest.fixture(scope="package")
def first_up(bare: StackUnderTest, untouched: set[str]) -> str:
    """The engine's output of the first deployment."""
    assert untouched
    return bare.up().out


@pytest.fixture
def network(bare: StackUnderTest, first_up: str) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    assert first_up
    bare.restore()
    return bare

"""A stack with every kind of app, deployed once for all modules of this folder, which run in the order of names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

EVERY_KIND = PROJECT / "tests" / "every-kind.yaml"


@pytest.fixture(scope="package")
def kinds(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed from nothing."""
    stack = own_stack("kinds", EVERY_KIND.read_text(), engine, cluster, folder)
    assert "warning:" not in stack.up().out.partition("Diagnostics:")[2], "the API server warns"
    yield stack
    stack.destroy()
    stack.engine.remove_stack("kinds")

"""A stack with every kind of app, deployed once for all tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.layout import PROJECT

EVERY_KIND = PROJECT / "tests" / "every-kind.yaml"


@dataclass(frozen=True)
class First:
    """The stack after its first `up`, and what the cluster held then."""

    stack: StackUnderTest
    jobs: dict[str, dict[str, Any]]
    """By the name of their app."""
    web: dict[str, Any]
    """The Deployment that waits for them."""


@pytest.fixture(scope="package")
def first(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[First]:
    """The stack, deployed from nothing."""
    stack = own_stack("kinds", EVERY_KIND.read_text(), engine, cluster, folder)
    assert "warning:" not in stack.up().out.partition("Diagnostics:")[2], "the API server warns"
    stack.restore()
    jobs = {each["metadata"]["labels"]["app.kubernetes.io/name"]: each for each in stack.get("jobs", "kinds")}
    yield First(stack, jobs, stack.get("deployment", "kinds", "web"))
    stack.destroy()
    stack.engine.remove_stack("kinds")


@pytest.fixture
def kinds(first: First) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    first.stack.restore()
    return first.stack

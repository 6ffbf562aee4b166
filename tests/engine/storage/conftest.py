"""A stack of one stateful app with a volume, beside a stateless one; the modules run in the order of their names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

STACK = """
config:
  slipway:environment: development
  slipway:namespaces:
    storage:
      apps:
        visits:
          kind: stateful
          image: sh3b0/app_python:1.4.2
          port: 8080
          replicas: 2
          storage: {/app/db: 1Gi}
        web:
          image: sh3b0/app_python:1.4.2
          port: 8080
"""


@pytest.fixture(scope="package")
def storage(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed from nothing."""
    with StackUnderTest.of(STACK, "storage", engine, cluster, folder) as stack:
        stack.up()
        yield stack

"""A small stack in production, deployed once for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stack.git_status import VARIABLE
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

STACK = """
config:
  slipway:environment: production
  slipway:cluster: {context: kwok-slipway, uid: UID}
  slipway:namespaces:
    lasting:
      externalNames: {archive: archive.example.com}
      apps:
        ledger:
          kind: stateful
          image: sh3b0/app_python:1.4.2
          port: 8080
          replicas: 2
          storage: {/app/db: 1Gi}
        web:
          image: sh3b0/app_python:1.4.2
          port: 8080
          replicas: 2
          files: {/app/config/config.json: {color: blue}}
    passing: {}
"""


def identity(cluster: EmbeddedCluster) -> str:
    """The uid of the cluster."""
    return cluster.kubectl(["get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"]).out


@pytest.fixture(scope="package")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed from nothing."""
    # Whoever runs the tests may be at work in the tree.
    working = Engine(engine.layout, surroundings={**engine.surroundings, VARIABLE: "the tests run in any tree"})
    stack = own_stack("lasting", STACK.replace("UID", identity(cluster)), working, cluster, folder)
    with stack.undone_afterwards():
        stack.restore()
        yield stack


@pytest.fixture
def lasting(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed

"""A stack of one ConfigMap, quick to deploy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

SETTINGS = """
config:
  slipway:environment: development
  slipway:cluster: {context: kwok-slipway, uid: %s}
  slipway:namespaces:
    guarded: {team: storefront, configMaps: {web: {COLOR: blue}}}
"""


@pytest.fixture
def guarded(engine: Engine, cluster: EmbeddedCluster, tmp_path: Path) -> Iterator[StackUnderTest]:
    """Not deployed yet; gone afterwards."""
    uid = cluster.kubectl(["get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"]).out
    stack = own_stack("guarded", SETTINGS % uid, engine, cluster, tmp_path)
    with stack.undone_afterwards():
        yield stack

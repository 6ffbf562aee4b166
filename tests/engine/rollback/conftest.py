"""A stack whose apps use a ConfigMap, a Secret and files, which change in the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

STACK = """
config:
  slipway:environment: development
  slipway:namespaces:
    rollback:
      configMaps:
        level: {LEVEL: info}
      apps:
        web:
          image: shop/web:1.0
          port: 8080
          configEnvFrom: [level]
          secretEnv: {PASSWORD: db/password}
          files: {/etc/web/greeting: hello}
          rollout: {revisionHistoryLimit: 2}
        visits:
          kind: stateful
          image: shop/visits:1.0
          port: 8080
          storage: {/app/db: 1Gi}
          configEnvFrom: [level]
          secretEnv: {PASSWORD: db/password}
          files: {/etc/web/greeting: hello}
"""
PASSWORD = "slipway:secrets.rollback.db.password"


@pytest.fixture(scope="package")
def rollback(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed with the password `tulip`."""
    stack = own_stack("rollback", STACK, engine, cluster, folder)
    with stack.undone_afterwards():
        stack.config("set", "--path", "--secret", PASSWORD, "tulip")
        stack.restore()
        yield stack

"""A stack of one stateful app with a volume, beside a stateless one with every other kind of volume. Volumes never
shrink, so that each test asks how large they are when it begins."""

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
    storage:
      configMaps: {colors: {primary: blue}}
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
          volumes:
            /cache: {emptyDir: {size: 16Mi, medium: Memory}}
            /media: {nfs: {server: files.example.com, path: /exports/media}}
            /run/app: {csi: {driver: vault.example.com, attributes: {role: web}}, readOnly: true}
            /run/pod:
              projected:
                - configMap: colors
                - token: {audience: vault}
                - fields: {labels: metadata.labels}
            /scratch: {ephemeral: {size: 2Gi}}
            /uploads: {shared: {size: 1Gi}}
"""


@pytest.fixture(scope="package")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack, deployed from nothing."""
    stack = own_stack("storage", STACK, engine, cluster, folder)
    with stack.undone_afterwards():
        stack.restore()
        yield stack


@pytest.fixture
def storage(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first, but for volumes that have grown."""
    deployed.restore()
    return deployed

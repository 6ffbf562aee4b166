"""Small stacks that comply with the policies or violate them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stack.git_status import VARIABLE
from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

DIGEST = f"@sha256:{'5' * 64}"
GOOD = f"""
config:
  slipway:environment: production
  slipway:cluster: {{context: kwok-slipway, uid: THIS}}
  slipway:namespaces:
    pack:
      apps:
        web: {{image: "shop/web:1.0{DIGEST}", port: 8080, replicas: 2}}
        store: {{kind: stateful, image: "shop/store:1.0{DIGEST}", port: 6379, replicas: 2, storage: {{/data: 1Gi}}}}
"""
BAD = """
config:
  slipway:environment: production
  slipway:cluster: {context: kwok-slipway, uid: THIS}
  slipway:namespaces:
    pack:
      apps:
        web: {image: registry.elsewhere.test/web:1.0, port: 8080}
        store:
          kind: stateful
          image: shop/store:1.0
          port: 6379
          replicas: 2
          storage: {/data: 1Gi}
          retention: {whenDeleted: Delete, reason: "a cache, filled again within minutes"}
"""
SMALL = GOOD.replace("port: 8080, replicas: 2", "port: 8080")
"""One pod behind a Service."""

EXEMPTED = f"""{SMALL}
  slipway:policies:
    exemptions:
      - {{policy: replicas, object: Deployment pack.web, reason: one writer at a time, expires: DAY}}
      - {{policy: disruption-budget, object: Deployment pack.web, reason: one writer at a time, expires: DAY}}
"""
"""The same with an exemption until DAY."""

Stack = Callable[[str, str], StackUnderTest]


@pytest.fixture
def stack(engine: Engine, cluster: EmbeddedCluster, tmp_path: Path) -> Iterator[Stack]:
    """A function that creates a stack from a name and settings. The stack is destroyed at the end."""
    made: list[StackUnderTest] = []
    # Whoever runs the tests may be at work in the tree; the guard has tests of its own.
    working = Engine(engine.layout, surroundings={**engine.surroundings, VARIABLE: "the tests run in any tree"})
    uid = cluster.kubectl(["get", "namespace", "kube-system", "-o", "jsonpath={.metadata.uid}"]).out

    def make(name: str, text: str) -> StackUnderTest:
        made.append(own_stack(name, text.replace("THIS", uid), working, cluster, tmp_path))
        return made[-1]

    yield make
    for each in made:
        each.destroy()
        each.engine.remove_stack(each.name)

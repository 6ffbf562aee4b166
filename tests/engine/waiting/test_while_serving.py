"""A new version that gets no pods, while the old version serves: the reason is told."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine
from tools.failure import Failure
from tools.steps import PlainScreen, Steps
from tools.target import Target
from tools.up import operate

DEADLINE = "rollout: {progressDeadlineSeconds: 8}"
SETTINGS = f"""
config:
  slipway:environment: development
  slipway:namespaces:
    full:
      quota: {{pods: 2}}
      apps: {{web: {{image: "nginx:1.29.0", port: 8080, {DEADLINE}}}}}
    strict:
      apps:
        mailer:
          kind: worker
          image: shop/mailer:1.0.0
          patches:
            - object: Deployment
              reason: shows what Pod Security makes of it
              patch: {{spec: {{template: {{spec: {{hostPID: false}}}}}}}}
          {DEADLINE}
"""
WHY = [
    "full/web  1/1 ready  FailedCreate: Error creating: pods ",
    "exceeded quota: ",
    "its pods cannot be created: check `podSecurity`, `relaxations` and the quotas of the namespace",
    "strict/mailer  1/1 ready  FailedCreate: Error creating: pods ",
    'violates PodSecurity "restricted:latest": host namespaces (hostPID=true)',
]


@pytest.fixture
def serving(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    stack = own_stack("serving", SETTINGS, engine, cluster, folder)
    with stack.undone_afterwards():
        stack.up()
        yield stack


def test_a_full_quota_and_a_refusal_of_pod_security_are_told_while_the_old_version_serves(
    serving: StackUnderTest,
) -> None:
    quotas = serving.cluster.kubectl(["get", "quota", "-n", "full", "-o", "name"]).out.split()
    serving.cluster.kubectl(["patch", *quotas, "-n", "full", "--type=merge", "-p", '{"spec": {"hard": {"pods": "1"}}}'])
    changed = SETTINGS.replace("nginx:1.29.0", "nginx:1.29.1").replace("hostPID: false", "hostPID: true")
    serving.file.write_text(changed)
    out = io.StringIO()

    with pytest.raises(Failure):
        operate(
            serving.engine,
            Target(stack="serving", layout=serving.cluster.layout),
            ["up", "--yes", "--skip-preview", "--non-interactive", "--config-file", str(serving.file)],
            Steps(PlainScreen(out)),
            quiet=True,
        )

    assert [line for line in WHY if line not in out.getvalue()] == []
    assert serving.get("deployment", "full", "web")["status"]["readyReplicas"] == 1

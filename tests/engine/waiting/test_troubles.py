"""Rollouts that cannot succeed: the `up` ends within its deadline, and tells of each app why, and what to do.

The scheduler and the volume controller are real; what a kubelet would report is simulated for these images
(tools/simulation/stages-failures.yaml).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
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
UNBOUND = f"""
        unbound:
          kind: stateful
          image: shop/store:1.0.0
          port: 6379
          storage: {{/data: {{size: 1Gi, storageClass: nobody}}}}
          {DEADLINE}
"""
SETTINGS = f"""
config:
  slipway:environment: development
  slipway:namespaces:
    waiting:
      apps:
        fine: {{image: "nginx:1.29.0", port: 8080}}
        missing: {{image: "simulated/image-not-found:1.0.0", port: 8080, {DEADLINE}}}
        unready: {{image: "simulated/never-ready:1.0.0", port: 8080, {DEADLINE}}}
        crashing: {{kind: worker, image: "simulated/crash-loop:1.0.0", {DEADLINE}}}
        homeless: {{kind: worker, image: "shop/mailer:1.0.0", placement: {{nodes: {{disk: none}}}}, {DEADLINE}}}
{UNBOUND}        agent: {{kind: agent, image: "simulated/image-not-found:2.0.0", {DEADLINE}}}
        forbidden:
          kind: worker
          image: shop/mailer:1.0.0
          patches:
            - object: Deployment
              reason: shows what Pod Security makes of it
              patch: {{spec: {{template: {{spec: {{hostPID: true}}}}}}}}
          {DEADLINE}
        job: {{kind: task, image: "simulated/image-not-found:3.0.0", activeDeadlineSeconds: 8}}
"""


@dataclass(frozen=True)
class Ended:
    """A failed `up`: the output of `pulumi up`, and the output of `make up`."""

    pulumi: str
    make: str
    failure: str


@pytest.fixture(scope="module")
def stack(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    waiting = own_stack("waiting", SETTINGS, engine, cluster, folder)
    yield waiting
    waiting.destroy()
    waiting.engine.remove_stack("waiting")


@pytest.fixture(scope="module")
def ended(stack: StackUnderTest, cluster: EmbeddedCluster) -> Ended:
    target = Target(stack="waiting", layout=cluster.layout)
    arguments = ["up", "--yes", "--skip-preview", "--non-interactive", "--color", "never"]
    out = io.StringIO()
    with pytest.raises(Failure) as failure:
        operate(
            stack.engine,
            target,
            [*arguments, "--config-file", str(stack.file)],
            Steps(PlainScreen(out)),
            quiet=True,
        )
    return Ended((stack.engine.layout.logs / "up-waiting.log").read_text(), out.getvalue(), str(failure.value))


def test_an_up_that_cannot_succeed_ends_because_its_time_is_over(ended: Ended) -> None:
    assert "'unready' timed out waiting to be Ready" in ended.pulumi


WHY = {
    "missing": 'waiting/missing  0/1 ready  ImagePullBackOff: Back-off pulling image "simulated/image-not-found:1.0.0"',
    "unready": "waiting/unready  0/1 ready  Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503",
    "crashing": "waiting/crashing  0/1 ready  CrashLoopBackOff: back-off 40s restarting failed container=crashing; "
    "it ended with exit code 1 (Error): no such table: visits",
    "homeless": "waiting/homeless  0/1 ready  Unschedulable: 0/3 nodes are available: 3 node(s) didn't match",
    "unbound": 'storageclass.storage.k8s.io "nobody" not found',
    "forbidden": 'is forbidden: violates PodSecurity "restricted:latest": host namespaces (hostPID=true)',
    "job": "waiting/job  0/0 ready  Failed: Error: ErrImagePull",
    "agent": 'waiting/agent  0/3 ready  ImagePullBackOff: Back-off pulling image "simulated/image-not-found:2.0.0"',
}


@pytest.mark.parametrize("app", WHY)
def test_make_up_tells_of_each_app_why_it_is_not_ready(ended: Ended, app: str) -> None:
    assert WHY[app] in ended.make


@pytest.mark.parametrize("app", WHY)
def test_pulumi_itself_names_each_app_that_failed(ended: Ended, app: str) -> None:
    assert f"waiting.{app}):" in ended.pulumi.partition("Diagnostics:")[2]


def test_pulumi_itself_tells_what_became_of_a_job(ended: Ended) -> None:
    """Of a Job alone: of a Deployment's pods the provider (4.25) tells only if it heard of the ReplicaSet first.

    It watches both, in no order: a pod whose ReplicaSet it does not know yet is forgotten, and comes again only when it
    changes. `make up` asks the cluster afterwards, which is why it can say of each app what is the matter.
    """
    assert (
        "[DeadlineExceeded] Job was active longer than specified deadline" in ended.pulumi.partition("Diagnostics:")[2]
    )


def test_an_app_that_is_fine_is_not_complained_about(ended: Ended) -> None:
    assert "waiting.fine):" not in ended.pulumi
    assert "waiting/fine" not in ended.make


def test_what_to_do_is_said_beside_the_reason(ended: Ended) -> None:
    assert "check the image's name and tag" in ended.make
    assert "kubectl -n waiting logs crashing-" in ended.make
    assert "kubectl get storageclass" in ended.make
    assert "`pulumi up` of waiting failed" in ended.failure


def test_the_next_up_succeeds_once_everything_is_mended(stack: StackUnderTest, ended: Ended) -> None:
    mended = (
        SETTINGS.replace("simulated/", "mended/")
        .replace("{nodes: {disk: none}}", "{}")
        .replace("hostPID: true", "hostPID: false")
    )
    stack.file.write_text(mended.replace(UNBOUND, ""))

    assert ended.failure
    assert stack.up().code == 0

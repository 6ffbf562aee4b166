"""Apps that change the way they run: a task that has run once, an autoscaler of another kind, and an app that is
stopped. Nobody reads the objects of KEDA here: what matters is what the engine makes, deletes and waits for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.own_stack import own_stack
from tests.engine.schema.conftest import AUTOSCALERS
from tests.engine.stack_under_test import StackUnderTest
from tools.embedded_cluster import EmbeddedCluster
from tools.engine import Engine

NAME = "transitions"
BY_CPU = "autoscaling: {maxReplicas: 4, cpu: 70%}"
BY_QUEUE = "autoscaling: {maxReplicas: 4, triggers: [{type: rabbitmq, secretParameters: {host: mail/url}}]}"
SETTINGS = f"""
config:
  slipway:environment: development
  slipway:namespaces:
    {NAME}:
      secrets: {{mail: {{existing: true}}}}
      apps:
        import: {{kind: task, image: "shop/import:1.0.0", once: true}}
        mailer:
          kind: worker
          image: shop/mailer:1.0.0
          {BY_CPU}
        shop: {{image: "nginx:1.29.0", port: 8080, replicas: 0}}
"""


@pytest.fixture(scope="module")
def deployed(engine: Engine, cluster: EmbeddedCluster, folder: Path) -> Iterator[StackUnderTest]:
    """The stack after its first deployment, on a cluster that knows the kinds of KEDA."""
    cluster.kubectl(["apply", "-f", str(AUTOSCALERS)])
    cluster.kubectl(["wait", "--for=condition=Established", "-f", str(AUTOSCALERS)])
    stack = own_stack(NAME, SETTINGS, engine, cluster, folder)
    with stack.undone_afterwards():
        stack.restore()
        yield stack
    cluster.kubectl(["delete", "--wait=false", "-f", str(AUTOSCALERS)])


@pytest.fixture
def transitions(deployed: StackUnderTest) -> StackUnderTest:
    """The stack, deployed as it was at first."""
    deployed.restore()
    return deployed


def deployment(stack: StackUnderTest, name: str) -> dict[str, Any]:
    found: dict[str, Any] = stack.get("deployment", NAME, name)
    return found


def names(stack: StackUnderTest, kind: str) -> list[str]:
    return [each["metadata"]["name"] for each in stack.get(kind, NAME)]


def test_a_task_that_has_run_once_does_not_run_for_another_image(transitions: StackUnderTest) -> None:
    [ran] = transitions.get("jobs", NAME)

    with transitions.edited("shop/import:1.0.0", "shop/import:2.0.0"):
        transitions.up()

        [job] = transitions.get("jobs", NAME)
        assert ran["status"]["succeeded"] == 1
        assert (job["metadata"]["uid"], job["spec"]) == (ran["metadata"]["uid"], ran["spec"])
        assert transitions.unchanged().code == 0


def test_an_app_is_ready_and_keeps_its_pods_when_a_queue_scales_it_instead_of_its_cpu_and_back(
    transitions: StackUnderTest,
) -> None:
    transitions.cluster.kubectl(["scale", "deployment", "mailer", "-n", NAME, "--replicas=3"])
    transitions.cluster.kubectl(["rollout", "status", "deployment/mailer", "-n", NAME, "--timeout=60s"])
    before = transitions.pods(NAME, "mailer")

    with transitions.edited(BY_CPU, BY_QUEUE):
        transitions.up()
        assert (names(transitions, "hpa"), names(transitions, "scaledobjects")) == ([], ["mailer"])
        assert names(transitions, "triggerauthentications") == ["mailer-trigger-0"]
        assert deployment(transitions, "mailer")["status"]["readyReplicas"] == 3
        assert transitions.pods(NAME, "mailer") == before
    transitions.up()

    assert (names(transitions, "hpa"), names(transitions, "scaledobjects")) == (["mailer"], [])
    assert deployment(transitions, "mailer")["status"]["readyReplicas"] == len(transitions.pods(NAME, "mailer"))
    assert transitions.pods(NAME, "mailer").items() <= before.items()


def test_what_is_stopped_is_not_waited_for_and_not_scaled_and_what_starts_again_is_ready(
    transitions: StackUnderTest,
) -> None:
    shop = deployment(transitions, "shop")

    with (
        transitions.edited("replicas: 0", "replicas: 2"),
        transitions.edited(BY_CPU, f"{BY_CPU}\n          replicas: 0"),
    ):
        transitions.up()
        assert deployment(transitions, "shop")["status"]["readyReplicas"] == 2
        assert deployment(transitions, "mailer")["spec"]["replicas"] == 0
        assert names(transitions, "hpa") == []
    transitions.up()

    assert shop["spec"]["replicas"] == deployment(transitions, "shop")["spec"]["replicas"] == 0
    assert shop["metadata"]["uid"] == deployment(transitions, "shop")["metadata"]["uid"]
    assert (names(transitions, "service"), names(transitions, "hpa")) == (["shop"], ["mailer"])
    assert deployment(transitions, "mailer")["status"]["readyReplicas"] == 2
    transitions.cluster.kubectl(["scale", "deployment", "mailer", "-n", NAME, "--replicas=3"])
    with transitions.edited("shop/mailer:1.0.0", "shop/mailer:1.1.0"):
        transitions.up()
        assert deployment(transitions, "mailer")["status"]["readyReplicas"] == 3

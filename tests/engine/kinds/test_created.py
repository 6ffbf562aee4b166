"""Every kind of app on the control plane, with every option."""

from offline.manifests import manifests
from offline.program import record_stack
from tests.engine.comparison import comparable, deviations
from tests.engine.kinds.conftest import EVERY_KIND, First
from tests.engine.stack_under_test import StackUnderTest


def test_the_api_holds_what_was_rendered(kinds: StackUnderTest) -> None:
    rendered = manifests(record_stack("kinds", EVERY_KIND))
    objects = comparable(rendered)

    assert len(objects) == len(rendered) > 40
    assert deviations(objects, kinds.cluster) == {}


def test_a_second_preview_finds_nothing_to_do(kinds: StackUnderTest) -> None:
    assert kinds.unchanged().code == 0


def test_the_tasks_have_run_to_their_end_one_after_the_other(first: First) -> None:
    migrate, seed, smoke = (first.jobs[name]["status"] for name in ("migrate", "seed", "smoke"))

    assert first.jobs.keys() == {"migrate", "seed", "smoke", "import"}
    assert migrate["completionTime"] <= seed["startTime"] <= seed["completionTime"]
    assert seed["completionTime"] <= first.web["metadata"]["creationTimestamp"] <= smoke["startTime"]


def test_an_agent_runs_on_every_node(kinds: StackUnderTest) -> None:
    nodes = {node["metadata"]["name"] for node in kinds.get("nodes")}
    pods = [pod for pod in kinds.get("pods", "kinds") if pod["metadata"]["labels"]["app.kubernetes.io/name"] == "logs"]

    assert {pod["spec"]["nodeName"] for pod in pods} == nodes


def test_no_budget_blocks_the_draining_of_a_node(kinds: StackUnderTest) -> None:
    budgets = {budget["metadata"]["name"] for budget in kinds.get("poddisruptionbudgets", "kinds")}
    [web, *_] = [pod for pod in kinds.get("pods", "kinds") if pod["metadata"]["name"].startswith("web")]
    node = web["spec"]["nodeName"]

    drain = ["drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=120s"]
    kinds.cluster.kubectl(drain)
    kinds.cluster.kubectl(["uncordon", node])

    assert budgets == {"web", "mailer", "store", "shards"}

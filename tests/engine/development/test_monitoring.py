"""The network policies of the monitoring on the API server, evaluated for the pods of the chart."""

from tests.engine.stack_under_test import StackUnderTest
from tests.monitoring_matrix import LABELS, NAMESPACE, around, own_flows, pods, reached

PRIVATE = ["node", "api-server", "managed-database"]
"""Every private address can be a node or the API server, because the stack sets no addresses."""
AGENTS = ["kube-system/agent-k8s-app", "kube-system/agent-app"]


def test_the_pods_of_the_chart_reach_whom_they_need_and_nobody_else(dev: StackUnderTest) -> None:
    made = {
        each["metadata"]["name"].removeprefix("monitoring-").rsplit("-", 2)[0]: each["metadata"]["labels"]
        for each in dev.get("pods", NAMESPACE)
        if not each["spec"].get("hostNetwork")
    }
    assert made.keys() == {"grafana", "kube-state-metrics", "operator"}

    found = reached(dev.get("networkpolicies", NAMESPACE), [*pods({**LABELS, **made}), *around()])

    assert found == own_flows(nodes=PRIVATE, servers=PRIVATE, callers=[*PRIVATE, *AGENTS])


def test_the_policies_were_there_before_any_pod_of_the_chart(dev: StackUnderTest) -> None:
    policies = [each["metadata"]["creationTimestamp"] for each in dev.get("networkpolicies", NAMESPACE)]
    releases = [each for each in dev.get("secrets", NAMESPACE) if each["type"] == "helm.sh/release.v1"]

    assert len(policies) == 8
    assert max(policies) <= min(each["metadata"]["creationTimestamp"] for each in releases)

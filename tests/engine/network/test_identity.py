"""The rights of each app on the API server."""

import pytest

from tests.engine.access_review import Question, allowed
from tests.engine.stack_under_test import StackUnderTest

RIGHTS = {
    Question(action, namespace, user=f"system:serviceaccount:net-shop:{app}"): answer
    for app, action, namespace, answer in [
        ("api", "get endpoints", "net-shop", True),
        ("api", "list pods --subresource=log", "net-shop", True),
        ("api", "list pods", "net-shop", False),
        ("api", "delete endpoints", "net-shop", False),
        ("api", "get endpoints", "default", False),
        ("api", "update leases.coordination.k8s.io/api-lock", "net-shop", True),
        ("api", "update leases.coordination.k8s.io/other", "net-shop", False),
        ("api", "get secrets", "net-shop", False),
        ("api", "list nodes", "", False),
        ("inventory", "list nodes", "", True),
        ("inventory", "delete nodes", "", False),
        ("inventory", "get endpoints", "net-shop", False),
        ("edge", "get endpoints", "net-shop", False),
        ("edge", "list nodes", "", False),
        ("tidy", "get pods", "net-shop", False),
    ]
}
INVENTORY = "system:serviceaccount:net-shop:inventory"
NODES = Question("list nodes", user=INVENTORY)
PODS = Question("list pods", "net-shop", user=INVENTORY)


def test_an_app_may_do_what_it_asked_for_and_nothing_else(network: StackUnderTest) -> None:
    assert allowed(RIGHTS, network.cluster) == {question for question, answer in RIGHTS.items() if answer}


@pytest.mark.parametrize(("app", "mounted"), [("api", True), ("inventory", True), ("edge", False), ("front", False)])
def test_a_token_lies_in_the_pods_of_those_who_said_why_and_of_no_other(
    network: StackUnderTest,
    app: str,
    mounted: bool,  # noqa: FBT001
) -> None:
    [pod] = [
        pod for pod in network.get("pods", "net-shop") if pod["metadata"]["labels"]["app.kubernetes.io/name"] == app
    ]
    paths = [mount["mountPath"] for each in pod["spec"]["containers"] for mount in each["volumeMounts"]]

    assert ("/var/run/secrets/kubernetes.io/serviceaccount" in paths) is mounted


def test_the_reason_stands_on_the_account(network: StackUnderTest) -> None:
    annotations = network.get("serviceaccount", "net-shop", "api")["metadata"]["annotations"]

    assert annotations["slipway.dev/api-access-reason"] == "finds its peers and holds one lock"


def test_rights_go_with_the_setting_that_asked_for_them(network: StackUnderTest) -> None:
    rule = "clusterRules: [{resources: [nodes], verbs: [get, list]}]"

    with network.edited(rule, "rules: [{resources: [pods], verbs: [list]}]"):
        network.up()
        assert allowed([NODES, PODS], network.cluster) == {PODS}
    network.up()

    assert allowed([NODES, PODS], network.cluster) == {NODES}

"""The rights of each app on the API server."""

import pytest

from tests.engine.stack_under_test import StackUnderTest


def may(stack: StackUnderTest, app: str, question: str) -> str:
    who = f"--as=system:serviceaccount:net-shop:{app}"
    return stack.cluster.kubectl(["auth", "can-i", *question.split(), who], check=False).out.strip()


@pytest.mark.parametrize(
    ("app", "question", "answer"),
    [
        ("api", "get endpoints -n net-shop", "yes"),
        ("api", "list pods --subresource=log -n net-shop", "yes"),
        ("api", "list pods -n net-shop", "no"),
        ("api", "delete endpoints -n net-shop", "no"),
        ("api", "get endpoints -n default", "no"),
        ("api", "update leases.coordination.k8s.io/api-lock -n net-shop", "yes"),
        ("api", "update leases.coordination.k8s.io/other -n net-shop", "no"),
        ("api", "get secrets -n net-shop", "no"),
        ("api", "list nodes", "no"),
        ("inventory", "list nodes", "yes"),
        ("inventory", "delete nodes", "no"),
        ("inventory", "get endpoints -n net-shop", "no"),
        ("edge", "get endpoints -n net-shop", "no"),
        ("edge", "list nodes", "no"),
        ("tidy", "get pods -n net-shop", "no"),
    ],
)
def test_an_app_may_do_what_it_asked_for_and_nothing_else(
    network: StackUnderTest, app: str, question: str, answer: str
) -> None:
    assert may(network, app, question) == answer


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
        assert may(network, "inventory", "list nodes") == "no"
        assert may(network, "inventory", "list pods -n net-shop") == "yes"
    network.up()

    assert may(network, "inventory", "list nodes") == "yes"
    assert may(network, "inventory", "list pods -n net-shop") == "no"

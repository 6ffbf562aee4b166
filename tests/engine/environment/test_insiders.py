"""What the API server refuses from those who may deploy into a namespace, and what it lets them do."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from tests.engine.stack_under_test import StackUnderTest

NAMESPACE = "env-inside"
DEPLOYER = ("--as=anna", "--as-group=oidc:inside")
RUNNER = (f"--as=system:serviceaccount:{NAMESPACE}:runner",)
"""The account of an app that may make pods, as runners of pipelines do."""
NAME = "app.kubernetes.io/name"
Manifest = dict[str, Any]

POD: Manifest = {
    "securityContext": {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
    "containers": [
        {
            "name": "a",
            "image": "a:1",
            "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}},
        }
    ],
}


def manifest(kind: str, name: str, spec: Manifest, **metadata: Any) -> Manifest:
    groups = {"Pod": "v1", "Service": "v1", "ReplicationController": "v1", "Job": "batch/v1", "CronJob": "batch/v1"}
    about = {"name": name, "namespace": NAMESPACE, **metadata}
    return {"apiVersion": groups.get(kind, "apps/v1"), "kind": kind, "metadata": about, "spec": spec}


def workload(kind: str, name: str, labels: Mapping[str, str], **pod: Any) -> Manifest:
    """An object that makes pods with these labels."""
    template = {"metadata": {"labels": {"own": name, **labels}}, "spec": {**POD, **pod}}
    if kind == "Pod":
        return manifest(kind, name, template["spec"], labels=template["metadata"]["labels"])
    if kind in ("Job", "CronJob"):
        job = {"template": {**template, "spec": {**template["spec"], "restartPolicy": "Never"}}}
        return manifest(kind, name, job if kind == "Job" else {"schedule": "@daily", "jobTemplate": {"spec": job}})
    selector: Any = {"own": name} if kind == "ReplicationController" else {"matchLabels": {"own": name}}
    service = {"serviceName": name} if kind == "StatefulSet" else {}
    return manifest(kind, name, {"selector": selector, "template": template, **service})


def service(name: str, **spec: Any) -> Manifest:
    return manifest("Service", name, {"ports": [{"port": 80}], "selector": {"own": "x"}, **spec})


def sent(stack: StackUnderTest, verb: str, manifests: Iterable[Manifest], who: tuple[str, ...]) -> dict[str, str]:
    """What the API server says to each, by kind and name; empty for what it takes. Nothing is kept."""
    items = [*manifests]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "objects.json"
        file.write_text(json.dumps({"apiVersion": "v1", "kind": "List", "items": items}))
        answer = stack.cluster.kubectl([verb, "--dry-run=server", *who, "-f", str(file)], check=False)
    names = {(each["kind"].lower(), each["metadata"]["name"]) for each in items}
    told = {f"{kind}/{name}": "" for kind, name in names}
    refused = [line for line in answer.err.splitlines() if not line.startswith("Warning: ")]
    for line in refused:
        for kind, name in re.findall(r'(\w+?)s(?:\.\w+)? "([-a-z0-9]+)" is forbidden', line):
            told[f"{kind}/{name}"] = line
    assert len([each for each in told.values() if each]) == len(refused), answer.err
    return told


@pytest.fixture(scope="module")
def inside(deployed: StackUnderTest) -> Iterator[StackUnderTest]:
    """The stack, and rights of the runner to make pods and their controllers."""
    rules = [
        {"apiGroups": [""], "resources": ["pods", "pods/status", "replicationcontrollers"], "verbs": ["*"]},
        {"apiGroups": ["apps"], "resources": ["replicasets"], "verbs": ["*"]},
    ]
    about = {"name": "runner", "namespace": NAMESPACE}
    api = "rbac.authorization.k8s.io"
    objects = [
        {"apiVersion": f"{api}/v1", "kind": "Role", "metadata": about, "rules": rules},
        {
            "apiVersion": f"{api}/v1",
            "kind": "RoleBinding",
            "metadata": about,
            "roleRef": {"apiGroup": api, "kind": "Role", "name": "runner"},
            "subjects": [{"kind": "ServiceAccount", "name": "runner", "namespace": NAMESPACE}],
        },
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "rights.yaml"
        file.write_text(yaml.safe_dump_all(objects))
        deployed.cluster.kubectl(["apply", "-f", str(file)])
        yield deployed
        deployed.cluster.kubectl(["delete", "-f", str(file)])


OF_ANOTHER_APP = [
    workload("Deployment", "evil", {NAME: "db"}),
    workload("Deployment", "db", {NAME: "db"}),
    workload("StatefulSet", "web", {NAME: "web"}),
    workload("DaemonSet", "evil", {NAME: "web"}),
    workload("Job", "evil", {NAME: "web"}),
    workload("Job", "tidy-by-hand", {NAME: "tidy"}),
    workload("Job", "migrate-by-hand", {NAME: "migrate"}),
    workload("Job", "migrate", {NAME: "migrate"}),
    workload("CronJob", "evil", {NAME: "db"}),
]


def test_no_other_object_of_a_deployer_makes_pods_with_the_label_of_an_app(inside: StackUnderTest) -> None:
    for name, told in sent(inside, "create", OF_ANOTHER_APP, DEPLOYER).items():
        assert f"the label {NAME}: " in told, name

        assert "Use another label, or change the app itself (docs/namespaces.md#what-a-deployer-cannot-do)" in told, (
            name
        )


def test_the_refusal_says_whose_label_it_is(inside: StackUnderTest) -> None:
    [told] = sent(inside, "create", [OF_ANOTHER_APP[0]], DEPLOYER).values()

    assert told.endswith(
        "ValidatingAdmissionPolicy 'env-inside.apps.slipway.dev' with binding 'env-inside.apps.slipway.dev' denied "
        "request: the label app.kubernetes.io/name: db lets pods into the Service and the network policies of this "
        "app. Expected it in its StatefulSet only, got Deployment evil. Use another label, or change the app itself "
        "(docs/namespaces.md#what-a-deployer-cannot-do)"
    )


def test_an_app_that_may_make_pods_gives_none_the_label_of_another(inside: StackUnderTest) -> None:
    bare = [workload(kind, "evil", {NAME: "db"}) for kind in ("Pod", "ReplicaSet", "ReplicationController")]

    for name, told in sent(inside, "create", bare, RUNNER).items():
        assert "Expected it in its StatefulSet only" in told, name


def test_a_running_pod_does_not_become_one_of_another_app(inside: StackUnderTest) -> None:
    pod = next(iter(inside.pods(NAMESPACE, "web")))
    patch = json.dumps({"metadata": {"labels": {NAME: "db"}}})
    command = ["patch", "pod", pod, "-n", NAMESPACE, "-p", patch, "--dry-run=server", *RUNNER]

    for more in ([], ["--subresource=status"]):
        assert "Expected it in its StatefulSet only" in inside.cluster.kubectl([*command, *more], check=False).err


def test_what_leaves_the_label_as_it_is_may_change_a_pod(inside: StackUnderTest) -> None:
    pod = next(iter(inside.pods(NAMESPACE, "web")))
    patch = json.dumps({"metadata": {"labels": {"seen": "yes"}}})

    inside.cluster.kubectl(["patch", "pod", pod, "-n", NAMESPACE, "-p", patch, "--dry-run=server", *RUNNER])


@pytest.mark.parametrize("kind", ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"])
def test_no_pod_runs_as_the_account_of_an_app_but_its_own(inside: StackUnderTest, kind: str) -> None:
    [told] = sent(inside, "create", [workload(kind, "evil", {}, serviceAccountName="db")], DEPLOYER).values()

    assert "the ServiceAccount db has the rights of this app. Expected it in the pods of the app only" in told


@pytest.mark.parametrize("selector", [{"own": "evil"}, {NAME: "db", "own": "evil"}, {NAME: "web"}, None])
@pytest.mark.parametrize("name", ["db", "db-headless"])
def test_the_service_of_an_app_leads_to_it_and_nowhere_else(
    inside: StackUnderTest, name: str, selector: dict[str, str] | None
) -> None:
    patch = json.dumps([{"op": "replace", "path": "/spec/selector", "value": selector}])
    command = ["patch", "service", name, "-n", NAMESPACE, "--type=json", "-p", patch, "--dry-run=server", *DEPLOYER]

    told = inside.cluster.kubectl(command, check=False).err

    assert f"the clients of this Service expect the app db. Expected the selector {NAME}: db and no other" in told


def test_no_service_takes_over_addresses_or_leads_elsewhere(inside: StackUnderTest) -> None:
    attacks = [
        service("evil", externalIPs=["203.0.113.7", "10.0.0.1"]),
        service("alias", type="ExternalName", externalName="metadata.google.internal"),
    ]

    told = sent(inside, "create", attacks, DEPLOYER)

    assert "would take over the traffic of the cluster to 203.0.113.7, 10.0.0.1 (CVE-2020-8554)" in told["service/evil"]
    assert "lead an ingress controller out of the closed network, to metadata.google.internal" in told["service/alias"]


def test_a_service_that_is_there_does_not_take_them_over_later(inside: StackUnderTest) -> None:
    for name, spec, expected in (
        ("web", {"externalIPs": ["203.0.113.7"]}, "CVE-2020-8554"),
        ("archive", {"externalName": "evil.example.com"}, "evil.example.com"),
    ):
        patch = json.dumps({"spec": spec})
        command = ["patch", "service", name, "-n", NAMESPACE, "-p", patch, "--dry-run=server", *DEPLOYER]
        assert expected in inside.cluster.kubectl(command, check=False).err


def test_no_controller_makes_pods_that_look_like_the_solvers_of_cert_manager(inside: StackUnderTest) -> None:
    label = "acme.cert-manager.io/http01-solver"

    [told] = sent(inside, "create", [workload("Deployment", "evil", {label: "true"})], DEPLOYER).values()

    assert f"the label {label} opens pods to the ingress controller" in told
    assert sent(inside, "create", [workload("Pod", "solver", {label: "true"})], RUNNER) == {"pod/solver": ""}


def test_a_deployer_makes_everything_else(inside: StackUnderTest) -> None:
    own = [
        workload("Deployment", "shop", {NAME: "shop"}),
        workload("StatefulSet", "redis-master", {NAME: "redis"}),
        workload("Job", "once", {}),
        workload("Job", "migrate-0123456789", {NAME: "migrate"}, serviceAccountName="migrate"),
        workload("CronJob", "nightly", {}, serviceAccountName="default"),
        service("shop"),
        service("db-reader", selector={NAME: "db"}),
        service("balanced", type="LoadBalancer"),
    ]

    assert {*sent(inside, "create", own, DEPLOYER).values()} == {""}


def test_a_deployer_may_send_every_object_of_the_stack_again_changed(inside: StackUnderTest) -> None:
    kinds = "deployments,statefulsets,daemonsets,cronjobs,services"
    changed = []
    for each in inside.get(kinds, NAMESPACE):
        again = deepcopy(each)
        again["metadata"] = {key: each["metadata"][key] for key in ("name", "namespace", "labels")}
        again["metadata"]["annotations"] = {"changed": "yes"}
        changed.append(again)

    told = sent(inside, "apply", [yaml.safe_load(json.dumps(each)) for each in changed], DEPLOYER)

    assert len(told) == 8
    assert {*told.values()} == {""}


def test_who_may_lift_the_rules_is_not_bound_by_them(inside: StackUnderTest) -> None:
    assert {
        *sent(inside, "create", [OF_ANOTHER_APP[0], service("evil", externalIPs=["203.0.113.7"])], ()).values()
    } == {""}


def test_a_deployer_does_not_lift_them(inside: StackUnderTest) -> None:
    command = ["delete", "validatingadmissionpolicybinding", "env-inside.slipway.dev", "--dry-run=server", *DEPLOYER]

    assert "cannot delete resource" in inside.cluster.kubectl(command, check=False).err


def test_the_namespace_beside_it_has_rules_of_its_own(inside: StackUnderTest) -> None:
    elsewhere = workload("Deployment", "evil", {NAME: "db"})
    elsewhere["metadata"]["namespace"] = "env-team"

    assert sent(inside, "create", [elsewhere], ("--as=anna", "--as-group=oidc:team")) == {"deployment/evil": ""}


def test_the_api_server_finds_no_fault_in_the_rules(inside: StackUnderTest) -> None:
    policies = {each["metadata"]["name"]: each for each in inside.get("validatingadmissionpolicies")}

    assert {name for name in policies if "env-" in name} == {
        *("env-shop.slipway.dev", "env-shop.apps.slipway.dev", "env-team.slipway.dev"),
        *("env-inside.slipway.dev", "env-inside.apps.slipway.dev"),
    }
    for name, each in policies.items():
        assert each["status"]["observedGeneration"] == each["metadata"]["generation"], f"{name} was not looked at"
        assert not each["status"]["typeChecking"].get("expressionWarnings"), name

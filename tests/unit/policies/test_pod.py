from typing import Any

import pytest

from policies.kubernetes_object import KubernetesObject
from policies.pod import Pod, pod_of

ALWAYS = {"name": "proxy", "restartPolicy": "Always", "securityContext": {"runAsUser": 7}}
SPEC: dict[str, Any] = {
    "securityContext": {"runAsUser": 1},
    "initContainers": [{"name": "fetch"}, ALWAYS],
    "containers": [{"name": "web"}],
    "ephemeralContainers": [{"name": "debug"}],
}


def pod(spec: Any = SPEC, **annotations: Any) -> Pod:
    template = {"metadata": {"annotations": annotations}, "spec": spec}
    found = pod_of(
        KubernetesObject("web", {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": template}})
    )
    assert found
    return found


@pytest.mark.parametrize(
    ("version", "kind", "path"),
    [
        ("v1", "Pod", "spec"),
        ("v1", "PodTemplate", "template.spec"),
        ("v1", "ReplicationController", "spec.template.spec"),
        ("apps/v1", "ReplicaSet", "spec.template.spec"),
        ("apps/v1", "StatefulSet", "spec.template.spec"),
        ("apps/v1", "DaemonSet", "spec.template.spec"),
        ("batch/v1", "Job", "spec.template.spec"),
        ("batch/v1", "CronJob", "spec.jobTemplate.spec.template.spec"),
    ],
)
def test_the_pods_of_every_kind_are_found_where_it_holds_them(version: str, kind: str, path: str) -> None:
    content: dict[str, Any] = {"nodeName": "here"}
    for key in reversed(path.split(".")):
        content = {key: content}
    found = pod_of(KubernetesObject("web", {"apiVersion": version, "kind": kind, **content}))

    assert found
    assert (found.path, found.spec) == (path, {"nodeName": "here"})


@pytest.mark.parametrize(("version", "kind"), [("v1", "Service"), ("serving.example.com/v1", "Deployment"), ("v1", "")])
def test_any_other_object_has_none(version: str, kind: str) -> None:
    content = {"apiVersion": version, "kind": kind, "spec": {"template": {"spec": SPEC}}}

    assert pod_of(KubernetesObject("web", content)) is None


def test_every_container_is_met_with_its_path_and_what_it_is_for() -> None:
    assert [(each.path, each.role) for each in pod().containers()] == [
        ("spec.template.spec.initContainers[fetch]", "init"),
        ("spec.template.spec.initContainers[proxy]", "sidecar"),
        ("spec.template.spec.containers[web]", "app"),
        ("spec.template.spec.ephemeralContainers[debug]", "ephemeral"),
    ]


def test_a_container_that_always_restarts_is_a_sidecar_only_where_it_starts_first() -> None:
    [alone] = pod({"containers": [ALWAYS]}).containers()

    assert alone.role == "app"


def test_the_security_contexts_are_that_of_the_pod_and_those_of_its_containers() -> None:
    contexts = dict(pod().security_contexts())

    assert len(contexts) == 5
    assert contexts["spec.template.spec.securityContext"] == {"runAsUser": 1}
    assert contexts["spec.template.spec.initContainers[proxy].securityContext"] == {"runAsUser": 7}
    assert contexts["spec.template.spec.containers[web].securityContext"] == {}


def test_a_relaxation_counts_when_it_has_a_reason() -> None:
    annotations = {
        "slipway.dev/relaxation.runAsRoot": "the vendor's image wants it",
        "slipway.dev/relaxation.hostPath": "  ",
        "slipway.dev/relaxation.hostNetwork": True,
        "slipway.dev/team": "storefront",
    }

    assert pod(**annotations).relaxations() == {"runAsRoot": "the vendor's image wants it"}


@pytest.mark.parametrize("spec", [None, [], {"containers": "web"}, {"containers": [None]}])
def test_what_the_api_server_refuses_anyway_breaks_no_rule(spec: Any) -> None:
    assert all(context == {} for _, context in pod(spec).security_contexts())

from typing import Any

import pytest

from policies.kubernetes_object import KubernetesObject
from policies.pod import Pod, pods_of

ALWAYS = {"name": "proxy", "restartPolicy": "Always", "securityContext": {"runAsUser": 7}}
SPEC: dict[str, Any] = {
    "securityContext": {"runAsUser": 1},
    "initContainers": [{"name": "fetch"}, ALWAYS],
    "containers": [{"name": "web", "image": "nginx"}],
    "ephemeralContainers": [{"name": "debug"}],
}


def pod(spec: Any = SPEC, **annotations: Any) -> Pod:
    template = {"metadata": {"annotations": annotations}, "spec": spec}
    [found] = pods_of(
        KubernetesObject("web", {"apiVersion": "apps/v1", "kind": "Deployment", "spec": {"template": template}})
    )
    return found


def paths(version: str, kind: str, **content: Any) -> list[tuple[str, str]]:
    """The path of the spec and of the metadata of each pod template."""
    found = pods_of(KubernetesObject("web", {"apiVersion": version, "kind": kind, **content}))
    return [(each.path, each.metadata_path) for each in found]


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
    [found] = pods_of(KubernetesObject("web", {"apiVersion": version, "kind": kind, **content}))

    assert (found.path, found.spec) == (path, {"nodeName": "here"})
    assert found.metadata_path == f"{path.removesuffix('spec')}metadata"


@pytest.mark.parametrize(
    ("version", "kind", "spec", "path"),
    [
        ("argoproj.io/v1alpha1", "Rollout", {"template": {"spec": SPEC}}, "spec.template"),
        ("serving.knative.dev/v1", "Service", {"template": {"spec": SPEC}}, "spec.template"),
        ("keda.sh/v1alpha1", "ScaledJob", {"jobTargetRef": {"template": {"spec": SPEC}}}, "spec.jobTargetRef.template"),
        ("serving.example.com/v1", "Deployment", {"template": {"spec": SPEC}}, "spec.template"),
        (
            "jobset.x-k8s.io/v1alpha2",
            "JobSet",
            {"replicatedJobs": [{"name": "workers", "template": {"spec": {"template": {"spec": SPEC}}}}]},
            "spec.replicatedJobs[workers].template.spec.template",
        ),
        ("acme.test/v1", "Fleet", {"groups": [{"members": {"pods": {"spec": SPEC}}}]}, "spec.groups[0].members.pods"),
    ],
)
def test_a_pod_template_is_found_by_its_shape_in_any_other_object(
    version: str, kind: str, spec: dict[str, Any], path: str
) -> None:
    assert paths(version, kind, spec=spec) == [(f"{path}.spec", f"{path}.metadata")]


def test_the_metadata_beside_the_spec_belongs_to_the_pods() -> None:
    template = {"metadata": {"labels": {"app": "web"}}, "spec": SPEC}
    [found] = pods_of(KubernetesObject("web", {"kind": "Rollout", "spec": {"template": template}}))

    assert found.labels == {"app": "web"}


def test_every_template_of_an_object_is_found() -> None:
    blue, green = {"template": {"spec": SPEC}}, {"podSpec": SPEC}

    assert paths("acme.test/v1", "Pair", spec={"blue": blue, "green": green}) == [
        ("spec.blue.template.spec", "spec.blue.template.metadata"),
        ("spec.green.podSpec", "spec.green.metadata"),
    ]


def test_a_template_at_another_place_of_a_known_kind_is_found_too() -> None:
    found = paths("apps/v1", "Deployment", spec={"template": {"spec": SPEC}, "canary": {"spec": SPEC}})

    assert [path for path, _ in found] == ["spec.template.spec", "spec.canary.spec"]


@pytest.mark.parametrize(
    "spec",
    [
        {"containers": [{"image": "nginx"}]},
        {"initContainers": [{"name": "a", "image": "nginx"}]},
        {"containers": [{"name": "a"}], "serviceAccountName": "web"},
        {"containers": [{"name": "a", "securityContext": {"privileged": True}}], "hostNetwork": True},
    ],
)
def test_containers_with_an_image_or_beside_fields_of_a_pod_are_a_pod(spec: dict[str, Any]) -> None:
    assert paths("acme.test/v1", "Fleet", spec=spec) == [("spec", "metadata")]


@pytest.mark.parametrize(
    "spec",
    [
        {},
        {"containers": ["web", "proxy"]},
        {"containers": [{"name": "web", "regex": "ERROR"}]},
        {"containers": {"type": "array", "items": {"image": "nginx"}}, "volumes": []},
        {"containers": [], "volumes": []},
    ],
)
def test_containers_of_another_meaning_are_no_pod(spec: dict[str, Any]) -> None:
    assert paths("acme.test/v1", "LogFilter", spec=spec) == []


def test_the_values_of_a_helm_release_are_left_to_helm() -> None:
    assert paths("helm.sh/v3", "HelmRelease", values={"extra": SPEC}) == []
    assert paths("helm.toolkit.fluxcd.io/v2", "HelmRelease", spec={"values": {"extra": {"spec": SPEC}}}) == []


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

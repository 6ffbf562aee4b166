from typing import Any

import pytest

from policies.kubernetes_object import RELEASE, KubernetesObject, steps

WEB = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"namespace": "shop", "labels": {"a": "b"}}}


def of(type_: str, **inputs: Any) -> KubernetesObject | None:
    return KubernetesObject.of(type_, "shop.web", inputs)


def test_an_object_is_read_as_kubernetes_has_it_and_called_as_the_program_calls_it() -> None:
    web = of("kubernetes:apps/v1:Deployment", **WEB)

    assert web
    assert (web.kind, web.group, web.namespace, web.labels) == ("Deployment", "apps", "shop", {"a": "b"})
    assert web.title == "Deployment shop.web"


@pytest.mark.parametrize(
    ("version", "group"),
    [("v1", ""), ("batch/v1", "batch"), ("rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io")],
)
def test_the_group_is_what_stands_before_the_version(version: str, group: str) -> None:
    assert KubernetesObject("a", {"apiVersion": version}).group == group


@pytest.mark.parametrize(
    ("type_", "inputs"),
    [
        ("slipway:components:StatelessApp", WEB),
        ("pulumi:providers:kubernetes", {}),
        ("kubernetes:yaml/v2:ConfigGroup", {}),
        ("kubernetes:core/v1:Service", {"kind": ["Service"]}),
    ],
)
def test_what_is_no_object_of_the_cluster_is_not_judged(type_: str, inputs: dict[str, Any]) -> None:
    assert of(type_, **inputs) is None


def test_a_helm_release_is_one_object_of_a_kind_of_its_own() -> None:
    release = of(RELEASE, chart="kube-prometheus-stack", namespace="monitoring")

    assert release
    assert release.title == "HelmRelease shop.web"
    assert release.content["chart"] == "kube-prometheus-stack"


def test_a_secrets_content_never_reaches_a_rule_and_a_config_maps_does() -> None:
    content = {"data": {"a": "canary"}, "stringData": {"b": "canary"}, "binaryData": {}}
    secret = of("kubernetes:core/v1:Secret", kind="Secret", type="Opaque", **content)
    config_map = of("kubernetes:core/v1:ConfigMap", kind="ConfigMap", **content)

    assert secret
    assert config_map
    assert "canary" not in repr(secret)
    assert secret.content["type"] == "Opaque"
    assert config_map.content["data"] == {"a": "canary"}


@pytest.mark.parametrize(
    "content", [{}, {"metadata": None, "spec": 5}, {"metadata": {"labels": [], "annotations": ""}}]
)
def test_what_is_missing_or_of_another_form_is_empty(content: dict[str, Any]) -> None:
    empty = KubernetesObject("a", content)

    assert [*empty.labels, *empty.annotations, *empty.spec] == []
    assert (empty.kind, empty.group, empty.namespace) == ("", "", None)


UNKNOWN = ("spec.template.spec.nodeName", "spec.containers[web].env", "spec.drop[0]")


@pytest.mark.parametrize("path", [*UNKNOWN, "spec.template", "spec.containers[web].env[A].value", "spec.drop", "spec"])
def test_what_a_preview_does_not_know_yet_is_unknown_with_all_that_holds_it(path: str) -> None:
    assert not KubernetesObject("a", {}, unknown=UNKNOWN).knows(path)


@pytest.mark.parametrize(
    "path", ["spec.template.spec.nodeNames", "spec.containers[web].envFrom", "spec.containers[web2]", "spec.temp", "a"]
)
def test_what_stands_beside_it_is_known_whatever_it_begins_with(path: str) -> None:
    assert KubernetesObject("a", {}, unknown=UNKNOWN).knows(path)


def test_an_item_of_a_list_is_found_by_its_name_or_else_by_its_number() -> None:
    assert [step for step, _ in steps([{"name": "web"}, {"image": "a:1"}, "text"])] == ["[web]", "[1]", "[2]"]
    assert steps({"name": "web"}) == steps("web") == steps(None) == []

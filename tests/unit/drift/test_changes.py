from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from drift.changes import changed, changes
from drift.objects import Identity
from tests.unit.drift.objects import INPUTS, answered, deployed, edited

CONTAINER: dict[str, Any] = {
    "f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"web"}': {"f:image": {}}}}}}
}
ADDED: dict[str, Any] = {
    "f:spec": {"f:template": {"f:spec": {"f:containers": {'k:{"name":"shell"}': {".": {}, "f:image": {}}}}}}
}


def found(live: dict[str, Any], *managers: dict[str, Any]) -> list[str]:
    live["metadata"]["managedFields"] += managers
    return [str(each) for each in changes(deployed(), live)]


def test_what_nobody_touched_has_no_changes() -> None:
    assert found(answered()) == []


def test_a_changed_field_is_told_with_both_values_and_who_did_it() -> None:
    live = answered()
    live["spec"]["template"]["spec"]["containers"][0]["image"] = "nginx:2"

    assert found(live, edited("kubectl-edit", CONTAINER)) == [
        "spec.template.spec.containers[web].image: nginx:1 -> nginx:2 (by kubectl-edit)"
    ]


def test_a_removed_field_and_a_removed_item_are_told() -> None:
    live = answered()
    del live["metadata"]["labels"]["app.kubernetes.io/name"]
    live["spec"]["template"]["spec"]["containers"][0]["env"] = []

    assert found(live) == [
        "metadata.labels[app.kubernetes.io/name]: removed",
        "spec.template.spec.containers[web].env[COLOR]: removed",
    ]


def test_a_list_that_is_one_value_is_told_as_one() -> None:
    live = answered()
    live["spec"]["template"]["spec"]["containers"][0]["args"] = ["-a"]

    assert found(live) == ["spec.template.spec.containers[web].args: ->"]


def test_an_added_container_is_told_once_even_if_the_last_update_has_seen_it() -> None:
    live = answered()
    live["spec"]["template"]["spec"]["containers"].append({"name": "shell", "image": "busybox:1"})
    live["metadata"]["managedFields"].append(edited("kubectl-patch", ADDED))
    as_before = deployed()
    seen = type(as_before)(as_before.urn, as_before.identity, as_before.inputs, deepcopy(live))

    told = ["spec.template.spec.containers[shell]: added (by kubectl-patch)"]
    assert [str(each) for each in changes(as_before, live)] == told
    assert [str(each) for each in changes(seen, live)] == told


def test_a_value_of_the_environment_is_never_told() -> None:
    live = answered()
    live["spec"]["template"]["spec"]["containers"][0]["env"][0]["value"] = "hunter2"

    assert found(live) == ["spec.template.spec.containers[web].env[COLOR].value: ->"]


@pytest.mark.parametrize(
    ("manager", "subresource", "fields"),
    [
        ("kube-controller-manager", "", {"f:spec": {"f:paused": {}}}),
        ("some-agent", "status", {"f:status": {"f:x": {}}}),
        ("cluster-autoscaler", "", {"f:metadata": {"f:labels": {"f:x": {}}}}),
        ("ingress-nginx-controller", "", {"f:metadata": {"f:annotations": {"f:x": {}}}}),
        ("some-agent", "", {"f:metadata": {"f:annotations": {"f:x": {}}}}),
        ("some-agent", "", {"f:metadata": {"f:finalizers": {'v:"x"': {}}}}),
        ("kubectl-rollout", "", {"f:metadata": {"f:annotations": {"f:kubectl.kubernetes.io/restartedAt": {}}}}),
    ],
)
def test_what_programs_add_by_themselves_is_theirs(manager: str, subresource: str, fields: dict[str, Any]) -> None:
    live = answered()
    live["spec"]["paused"] = True
    live["metadata"] |= {"finalizers": ["x"], "annotations": {"x": "y", "kubectl.kubernetes.io/restartedAt": "now"}}
    live["metadata"]["labels"]["x"] = "y"

    assert found(live, edited(manager, fields, subresource=subresource)) == []


@pytest.mark.parametrize(
    ("manager", "fields", "told"),
    [
        ("kubectl-edit", {"f:spec": {"f:paused": {}}}, "spec.paused: added True (by kubectl-edit)"),
        ("node-fetch", {"f:metadata": {"f:labels": {"f:x": {}}}}, "metadata.labels.x: added y (by node-fetch)"),
        (
            "kubectl-annotate",
            {"f:metadata": {"f:annotations": {"f:x": {}}}},
            "metadata.annotations.x: added y (by kubectl-annotate)",
        ),
    ],
)
def test_what_a_person_adds_is_told(manager: str, fields: dict[str, Any], told: str) -> None:
    live = answered()
    live["spec"]["paused"] = True
    live["metadata"]["annotations"] = {"x": "y"}
    live["metadata"]["labels"]["x"] = "y"

    assert found(live, edited(manager, fields)) == [told]


def test_a_manager_that_says_what_the_stack_says_has_changed_nothing() -> None:
    assert found(answered(), edited("kubectl-client-side-apply", CONTAINER)) == []


def test_a_patch_is_judged_by_the_fields_that_it_asks_for() -> None:
    inputs = {**INPUTS, "spec": {"replicas": 2}}
    patched = deployed(inputs, "kubernetes:apps/v1:DeploymentPatch")
    live = answered()
    live["spec"]["paused"] = True
    live["metadata"]["managedFields"].append(edited("somebody", {"f:spec": {"f:paused": {}}}))
    assert list(changes(patched, live)) == []

    live["spec"]["replicas"] = 5
    assert [str(each) for each in changes(patched, live)] == ["spec.replicas: 2 -> 5"]


def test_an_object_that_is_gone_or_was_made_again_is_told() -> None:
    again = answered()
    again["metadata"]["uid"] = "2"
    again["metadata"]["managedFields"] = [edited("kubectl-create", {})]
    which = Identity("apps", "Deployment", "shop", "web")

    assert [each.lines for each in changed([deployed()], {})] == [["Deployment shop/web: deleted"]]
    assert [each.lines for each in changed([deployed()], {which: again})] == [
        ["Deployment shop/web: deleted, and made again by kubectl-create (labelled managed-by: pulumi)"]
    ]
    assert list(changed([deployed()], {which: answered()})) == []


BACKUP: dict[str, Any] = {
    "apiVersion": "a.example.com/v1",
    "kind": "Backup",
    "metadata": {"name": "nightly", "namespace": "shop", "labels": {"app.kubernetes.io/managed-by": "pulumi"}},
    "spec": {"target": "db", "folders": [{"path": "/a"}]},
}


def test_a_custom_resource_is_compared_like_every_other_object() -> None:
    live, ours = answered(BACKUP), deployed(BACKUP, "kubernetes:a.example.com/v1:Backup")
    live["spec"] |= {"target": "queue", "keep": 3, "phase": "waiting"}
    live["metadata"]["managedFields"] += [
        edited("kubectl-edit", {"f:spec": {"f:target": {}, "f:keep": {}}}),
        edited("backup-operator", {"f:spec": {"f:phase": {}}}),
    ]

    [found] = changed([ours], {ours.identity: live})

    assert found.lines == [
        "Backup shop/nightly: spec.keep: added 3 (by kubectl-edit)",
        "Backup shop/nightly: spec.target: db -> queue (by kubectl-edit)",
    ]


def test_a_field_that_a_chart_leaves_to_a_controller_is_no_change() -> None:
    live = answered()
    live["spec"]["replicas"] = 5
    live["metadata"]["managedFields"].append(edited("kube-webhook-certgen", {"f:spec": {"f:replicas": {}}}))
    of_chart = replace(deployed(), release=("monitoring", "prometheus"))

    assert list(changes(of_chart, live)) == []
    assert [str(each) for each in changes(deployed(), live)] == ["spec.replicas: 2 -> 5 (by kube-webhook-certgen)"]

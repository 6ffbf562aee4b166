"""What holds for every resource of every stack, whichever component made it."""

from collections.abc import Iterator
from typing import Any

import pytest

from offline.manifests import plain
from offline.program import record_stack
from offline.recorder import Registration

WORKLOADS = {"Deployment", "StatefulSet", "CronJob"}
TYPES = {
    "slipway:components:StatelessApp",
    "slipway:components:StatefulApp",
    "slipway:components:ScheduledJob",
    "slipway:components:MonitoringStack",
}
"""Type tokens are part of every URN: changing one replaces everything below it."""


def registrations() -> list[Registration]:
    return [each for stack in ("dev", "prod") for each in record_stack(stack).registrations]


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    for each in registrations():
        kind = each.type.rpartition(":")[2]
        if kind in WORKLOADS:
            spec = plain(each.inputs["spec"])
            yield each.urn, (spec["jobTemplate"]["spec"] if kind == "CronJob" else spec)["template"]


def containers(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [*template["spec"]["containers"], *template["spec"].get("initContainers", [])]


ALL = registrations()
PODS = dict(pods())
pod = pytest.mark.parametrize("template", PODS.values(), ids=PODS.keys())


def test_type_tokens_are_the_published_ones() -> None:
    assert {each.type for each in ALL if each.type.startswith("slipway:")} == TYPES


def test_no_pod_is_bare() -> None:
    assert not [each.urn for each in ALL if each.type.endswith(":Pod")]


def test_every_namespaced_object_says_its_namespace() -> None:
    cluster_wide = {"Namespace", "Release", "kubernetes"}
    objects = [each for each in ALL if each.type.startswith("kubernetes:")]

    assert [
        each.urn
        for each in objects
        if each.type.rpartition(":")[2] not in cluster_wide and not each.inputs["metadata"].get("namespace")
    ] == []


def test_every_object_carries_who_manages_it() -> None:
    objects = [each for each in ALL if "metadata" in each.inputs]

    assert objects
    assert {each.inputs["metadata"]["labels"]["app.kubernetes.io/managed-by"] for each in objects} == {"pulumi"}


def test_selectors_are_minimal_and_select_their_own_pods() -> None:
    for each in ALL:
        if each.type.rpartition(":")[2] in WORKLOADS - {"CronJob"}:
            selector = each.inputs["spec"]["selector"]["matchLabels"]
            assert selector == {"app.kubernetes.io/name": each.inputs["metadata"]["name"]}
            assert selector.items() <= each.inputs["spec"]["template"]["metadata"]["labels"].items()


@pod
def test_every_container_has_requests_and_limits(template: dict[str, Any]) -> None:
    for container in containers(template):
        assert container["resources"]["requests"].keys() == container["resources"]["limits"].keys() == {"cpu", "memory"}


@pod
def test_every_pod_passes_pod_security_restricted(template: dict[str, Any]) -> None:
    context = template["spec"]["securityContext"]

    assert context["runAsNonRoot"] is True
    assert context["runAsUser"] > 0
    assert context["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in containers(template):
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }


@pod
def test_every_pod_has_an_account_of_its_own_and_no_token(template: dict[str, Any]) -> None:
    assert template["spec"]["serviceAccountName"] != "default"
    assert template["spec"]["automountServiceAccountToken"] is False


@pod
def test_every_container_that_listens_is_probed(template: dict[str, Any]) -> None:
    for container in containers(template):
        probes = {"startupProbe", "readinessProbe", "livenessProbe"} & container.keys()
        assert len(probes) == (3 if "ports" in container else 0)


@pod
def test_every_container_that_listens_drains_first_and_has_time_of_its_own_to_stop(template: dict[str, Any]) -> None:
    for container in template["spec"]["containers"]:
        drain = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        assert (drain > 0) == ("ports" in container)
        assert template["spec"]["terminationGracePeriodSeconds"] - drain >= 30


@pod
def test_every_pod_that_listens_is_spread_over_zones_and_nodes(template: dict[str, Any]) -> None:
    constraints = template["spec"].get("topologySpreadConstraints", [])

    assert len(constraints) == (2 if "ports" in template["spec"]["containers"][0] else 0)
    for constraint in constraints:
        assert constraint["labelSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items()


@pod
def test_every_image_says_its_version(template: dict[str, Any]) -> None:
    for container in containers(template):
        assert container["image"].rpartition(":")[2] not in ("", "latest")

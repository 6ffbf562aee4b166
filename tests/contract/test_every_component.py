"""What holds for every resource of every stack, whichever component made it."""

from collections.abc import Iterator
from typing import Any

import pytest

from offline.manifests import plain
from offline.program import ROOT
from offline.recorder import Registration
from settings.rules.patched_kinds import OWNED
from stack.namespace import COMPONENTS
from tests.recorded import recorded

EVERY_KIND = ROOT / "tests" / "every-kind.yaml"
SELECTING = {"Deployment", "StatefulSet", "DaemonSet"}
WORKLOADS = {*SELECTING, "CronJob", "Job"}
TYPES = {
    "slipway:components:Environment",
    "slipway:components:StatelessApp",
    "slipway:components:StatefulApp",
    "slipway:components:WorkerApp",
    "slipway:components:NodeAgent",
    "slipway:components:ScheduledJob",
    "slipway:components:Task",
    "slipway:components:MonitoringStack",
    "slipway:components:NetworkPolicies",
}
"""Type tokens are part of every URN: changing one replaces everything below it."""


def registrations() -> list[Registration]:
    recordings = [recorded("dev"), recorded("prod"), recorded("kinds", EVERY_KIND)]
    return [each for recording in recordings for each in recording.registrations]


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
        if each.type.rpartition(":")[2] in SELECTING:
            selector = each.inputs["spec"]["selector"]["matchLabels"]
            assert selector == {"app.kubernetes.io/name": each.inputs["metadata"]["name"]}
            assert selector.items() <= each.inputs["spec"]["template"]["metadata"]["labels"].items()


def test_every_kind_of_app_is_among_what_is_looked_at() -> None:
    assert {each.type.rpartition(":")[2] for each in ALL} >= WORKLOADS


def test_every_app_of_several_pods_has_a_budget_that_selects_them_and_no_other_has_one() -> None:
    several = {
        each.name: each.inputs["spec"]["selector"]
        for each in ALL
        if each.type.rpartition(":")[2] in {"Deployment", "StatefulSet"} and each.inputs["spec"].get("replicas", 2) > 1
    }
    budgets = {each.name: each.inputs["spec"] for each in ALL if each.type.endswith(":PodDisruptionBudget")}

    assert {name: spec["selector"] for name, spec in budgets.items()} == several
    assert {spec["unhealthyPodEvictionPolicy"] for spec in budgets.values()} == {"AlwaysAllow"}
    assert not [name for name, spec in budgets.items() if "minAvailable" in spec or spec["maxUnavailable"] in (0, "0%")]


def test_every_job_is_waited_for() -> None:
    jobs = [each.inputs["metadata"]["annotations"] for each in ALL if each.type.endswith(":Job")]

    assert jobs
    assert not [annotations for annotations in jobs if "pulumi.com/skipAwait" in annotations]


def test_every_object_of_an_app_is_one_that_it_may_patch() -> None:
    kinds = {f"slipway:components:{component.__name__}": kind for kind, component in COMPONENTS.items()}
    apps = {each.urn: kinds[each.type] for each in ALL if each.type in kinds}
    owned = [(apps[each.parent], each) for each in ALL if each.parent in apps and each.type.startswith("kubernetes:")]

    assert {kind for kind, _ in owned} == OWNED.keys()
    assert [each.urn for kind, each in owned if each.inputs["kind"] not in OWNED[kind]] == []


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


@pytest.mark.parametrize("urn", PODS)
def test_every_app_behind_a_service_drains_first_and_every_process_has_time_of_its_own_to_stop(urn: str) -> None:
    template = PODS[urn]["spec"]
    served = "StatelessApp$" in urn or "StatefulApp$" in urn
    for container in template["containers"]:
        drain = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        assert (drain > 0) == served
        assert template["terminationGracePeriodSeconds"] - drain >= 30


@pytest.mark.parametrize("urn", PODS)
def test_the_pods_of_every_replicated_app_are_spread_over_zones_and_nodes(urn: str) -> None:
    constraints = PODS[urn]["spec"].get("topologySpreadConstraints", [])
    replicated = "Deployment::" in urn or "StatefulSet::" in urn

    assert len(constraints) == (2 if replicated else 0)
    for constraint in constraints:
        assert constraint["labelSelector"]["matchLabels"].items() <= PODS[urn]["metadata"]["labels"].items()


@pod
def test_every_image_says_its_version(template: dict[str, Any]) -> None:
    for container in containers(template):
        assert container["image"].rpartition(":")[2] not in ("", "latest")

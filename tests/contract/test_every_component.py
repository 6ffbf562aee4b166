"""Rules for all resources of all stacks."""

from functools import cache
from typing import Any

from offline.manifests import plain
from offline.program import ROOT
from offline.recorder import Registration
from slipway.blocks.identity import REASON
from slipway.blocks.security import RELAXATION
from slipway.settings.kinds import KINDS
from stack.aliases import TYPES as TOKENS
from tests.recorded import recorded

EVERY_KIND = ROOT / "tests" / "every-kind.yaml"
EVERY_OPTION = ROOT / "tests" / "every-option.yaml"
SELECTING = {"Deployment", "StatefulSet", "DaemonSet"}
WORKLOADS = {*SELECTING, "CronJob", "Job"}
TYPES = {
    "slipway:components:ManagedNamespace",
    "slipway:components:StatelessApp",
    "slipway:components:StatefulApp",
    "slipway:components:WorkerApp",
    "slipway:components:NodeAgent",
    "slipway:components:ScheduledJob",
    "slipway:components:Task",
    "slipway:components:AppMonitor",
    "slipway:components:MonitoringNetwork",
    "slipway:components:MonitoringStack",
    "slipway:components:NetworkPolicies",
}
"""Type tokens are part of every URN: changing one replaces everything below it."""


@cache
def registrations() -> list[Registration]:
    """Every resource of every stack."""
    files = {"dev": None, "prod": None, "kinds": EVERY_KIND, "options": EVERY_OPTION}
    recordings = [recorded(stack, file) for stack, file in files.items()]
    return [each for recording in recordings for each in recording.registrations]


@cache
def pods() -> dict[str, dict[str, Any]]:
    """The template of every workload's pods, by the URN of the workload."""
    found = {}
    for each in registrations():
        kind = each.type.rpartition(":")[2]
        if kind in WORKLOADS:
            spec = plain(each.inputs["spec"])
            found[each.urn] = (spec["jobTemplate"]["spec"] if kind == "CronJob" else spec)["template"]
    return found


def pods_with_defaults() -> dict[str, dict[str, Any]]:
    """Those that keep their defaults: the stack `options` says something else wherever it can."""
    return {urn: template for urn, template in pods().items() if ":options::" not in urn}


def containers(template: dict[str, Any]) -> list[dict[str, Any]]:
    return [*template["spec"]["containers"], *template["spec"].get("initContainers", [])]


def relaxations(template: dict[str, Any]) -> set[str]:
    """The relaxations in the annotations of the pods."""
    annotations = template["metadata"].get("annotations", {})
    return {key.removeprefix(f"{RELAXATION}.") for key in annotations if key.startswith(f"{RELAXATION}.")}


def test_type_tokens_are_the_published_ones() -> None:
    assert {each.type for each in registrations() if each.type.startswith("slipway:")} == TYPES


def test_no_pod_is_bare() -> None:
    assert not [each.urn for each in registrations() if each.type.endswith(":Pod")]


def test_every_namespaced_object_says_its_namespace() -> None:
    cluster_wide = {
        *("Namespace", "Release", "kubernetes", "PersistentVolume", "ClusterRole", "ClusterRoleBinding"),
        *("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
    }
    objects = [each for each in registrations() if each.type.startswith("kubernetes:")]

    assert [
        each.urn
        for each in objects
        if each.type.rpartition(":")[2] not in cluster_wide and not each.inputs["metadata"].get("namespace")
    ] == []


def test_every_object_carries_who_manages_it() -> None:
    objects = [each for each in registrations() if "metadata" in each.inputs]

    assert objects
    assert {each.inputs["metadata"]["labels"]["app.kubernetes.io/managed-by"] for each in objects} == {"pulumi"}


def test_every_object_of_an_app_lies_below_the_component_of_that_app() -> None:
    components = {each.urn: each.name for each in registrations() if each.type.startswith("slipway:")}
    owned = [
        each
        for each in registrations()
        if "app.kubernetes.io/name" in each.inputs.get("metadata", {}).get("labels", {})
        and not each.type.endswith(":NetworkPolicy")  # those follow from the graph, which is the namespace's
        and ".objects." not in each.name  # those belong to no component
    ]

    assert len(owned) > len(components)
    for each in owned:
        assert components[each.parent].rpartition(".")[2] == each.inputs["metadata"]["labels"]["app.kubernetes.io/name"]
        assert f"::{components[each.parent]}" in each.parent


def test_every_object_that_is_below_no_component_belongs_to_a_whole_namespace() -> None:
    alone = {each.type.rpartition(":")[2] for each in registrations() if not each.parent.count("slipway:components")}

    assert alone - {type_.rpartition(":")[2] for type_ in TYPES} <= {
        "Namespace",
        "Stash",
        "LimitRange",
        "ConfigMap",
        "Secret",
        "Service",  # a name for something outside
        "SecretStore",
        "ServiceAccount",  # of such a store
        "ExternalSecret",
        "SecretProviderClass",
        "kubernetes",
        "Backup",  # of `objects`, like the next two
        "HTTPRoute",
        "NetworkPolicy",
        "Release",  # of `charts`
    }


def test_every_controller_and_its_pods_tell_their_version() -> None:
    for each in registrations():
        if each.type.rpartition(":")[2] in SELECTING:
            metadata, template = each.inputs["metadata"], each.inputs["spec"]["template"]["metadata"]
            assert metadata["labels"]["app.kubernetes.io/version"] == template["labels"]["app.kubernetes.io/version"]


def test_selectors_are_minimal_and_select_their_own_pods() -> None:
    for each in registrations():
        if each.type.rpartition(":")[2] in SELECTING:
            selector = each.inputs["spec"]["selector"]["matchLabels"]
            assert selector == {"app.kubernetes.io/name": each.inputs["metadata"]["name"]}
            assert selector.items() <= each.inputs["spec"]["template"]["metadata"]["labels"].items()


def test_every_kind_of_app_is_among_what_is_looked_at() -> None:
    assert {each.type.rpartition(":")[2] for each in registrations()} >= WORKLOADS


def test_every_app_of_several_pods_has_a_budget_that_selects_them_and_no_other_has_one() -> None:
    several = {
        each.name: each.inputs["spec"]["selector"]
        for each in registrations()
        if each.type.rpartition(":")[2] in {"Deployment", "StatefulSet"} and each.inputs["spec"].get("replicas", 2) > 1
    }
    budgets = {each.name: each.inputs["spec"] for each in registrations() if each.type.endswith(":PodDisruptionBudget")}

    assert {name: spec["selector"] for name, spec in budgets.items()} == several
    assert {spec["unhealthyPodEvictionPolicy"] for spec in budgets.values()} == {"AlwaysAllow"}
    assert not [name for name, spec in budgets.items() if "minAvailable" in spec or spec["maxUnavailable"] in (0, "0%")]


def test_every_job_is_waited_for() -> None:
    jobs = [each.inputs["metadata"]["annotations"] for each in registrations() if each.type.endswith(":Job")]

    assert jobs
    assert not [annotations for annotations in jobs if "pulumi.com/skipAwait" in annotations]


def test_every_object_of_an_app_is_one_that_it_may_patch() -> None:
    kinds = {token: kind for kind, token in TOKENS.items()}
    apps = {each.urn: kinds[each.type] for each in registrations() if each.type in kinds}
    owned = [
        (apps[each.parent], each)
        for each in registrations()
        if each.parent in apps and each.type.startswith("kubernetes:")
    ]

    assert {kind for kind, _ in owned} == KINDS.keys()
    assert [each.urn for kind, each in owned if each.inputs["kind"] not in KINDS[kind].owned_objects()] == []


def test_every_container_has_requests_and_limits() -> None:
    for urn, template in pods().items():
        for container in containers(template):
            resources, unlimited = container["resources"], "noCpuLimit" in relaxations(template)
            assert resources["requests"].keys() >= {"cpu", "memory", "ephemeral-storage"}, urn
            assert resources["limits"].keys() >= {"memory", "ephemeral-storage", *(() if unlimited else ("cpu",))}, urn


UNPROBED = {"noReadinessProbe": "readinessProbe", "noLivenessProbe": "livenessProbe"}
"""The probe that each relaxation does without."""


def lacks(template: Any, probe: str) -> bool:
    return any("ports" in each and probe not in each for each in containers(template))


def test_every_pod_is_hardened_but_for_what_its_annotations_give_a_reason_for() -> None:
    for urn, template in pods().items():
        context, own = template["spec"]["securityContext"], template["spec"]["containers"][0]["securityContext"]
        loosened = {
            "runAsRoot": not context["runAsNonRoot"] or context["runAsUser"] == 0,
            "hostNetwork": "hostNetwork" in template["spec"],
            "shareProcessNamespace": "shareProcessNamespace" in template["spec"],
            "hostPath": any("hostPath" in each for each in template["spec"].get("volumes", ())),
            "privilegeEscalation": own["allowPrivilegeEscalation"],
            "writableRootFilesystem": not own["readOnlyRootFilesystem"],
            **{name: lacks(template, probe) for name, probe in UNPROBED.items()},
            "noCpuLimit": "cpu" not in template["spec"]["containers"][0]["resources"]["limits"],
            **{f"addCapabilities.{each}": True for each in own["capabilities"].get("add", ())},
        }

        assert {name for name, loose in loosened.items() if loose} == relaxations(template), urn
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}, urn
        assert not {"hostPID", "hostIPC"} & template["spec"].keys(), urn


def test_no_container_but_the_apps_own_is_ever_loosened() -> None:
    strict = {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    for urn, template in pods().items():
        relaxed = 1 if relaxations(template) else 0
        others = containers(template)[relaxed:]

        assert [each["securityContext"] for each in others] == [strict] * len(others), urn
        assert all(each["securityContext"]["capabilities"]["drop"] == ["ALL"] for each in containers(template)), urn


def test_no_pod_has_the_account_of_all_or_a_token_without_a_reason() -> None:
    reasons = {
        (each.urn.partition("::")[0], each.inputs["metadata"]["name"])
        for each in registrations()
        if each.type.endswith(":ServiceAccount") and REASON in each.inputs["metadata"].get("annotations", {})
    }
    for urn, template in pods().items():
        spec, stack = template["spec"], urn.partition("::")[0]

        assert spec["serviceAccountName"] != "default", urn
        assert spec["automountServiceAccountToken"] is False or (stack, spec["serviceAccountName"]) in reasons, urn


def test_every_container_that_listens_is_probed_unless_its_pod_says_why_not() -> None:
    for urn, template in pods().items():
        excused = {probe for name, probe in UNPROBED.items() if name in relaxations(template)}
        for container in containers(template):
            probes = {"readinessProbe", "livenessProbe"} & container.keys()
            expected = {"readinessProbe", "livenessProbe"} - excused if "ports" in container else set()
            assert probes == expected, urn


def test_every_app_behind_a_service_drains_first_and_every_process_has_time_of_its_own_to_stop() -> None:
    for urn, template in pods_with_defaults().items():
        served = "StatelessApp$" in urn or "StatefulApp$" in urn
        for container in template["spec"]["containers"]:
            drain = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
            assert (drain > 0) == served, urn
            assert template["spec"]["terminationGracePeriodSeconds"] - drain >= 30, urn


def test_the_pods_of_every_replicated_app_are_spread_over_zones_and_nodes() -> None:
    for urn, template in pods_with_defaults().items():
        constraints = template["spec"].get("topologySpreadConstraints", [])
        replicated = "Deployment::" in urn or "StatefulSet::" in urn

        assert len(constraints) == (2 if replicated else 0), urn
        for constraint in constraints:
            assert constraint["labelSelector"]["matchLabels"].items() <= template["metadata"]["labels"].items(), urn


def test_every_image_says_its_version() -> None:
    for urn, template in pods().items():
        for container in containers(template):
            assert container["image"].rpartition(":")[2] not in ("", "latest"), urn

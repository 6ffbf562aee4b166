from typing import Any

import pulumi
from pulumi_kubernetes.core.v1 import Namespace

from components import ScheduledJob, StatelessApp
from offline.manifests import plain
from offline.recorder import Recording
from slipway.settings import ScheduledJobSettings, StatelessAppSettings
from tests.deployment import deploy

RULES = [{"resources": ["endpoints"], "verbs": ["get"]}]
NODES = [{"resources": ["nodes"], "verbs": ["list"]}]


def web(**said: Any) -> Recording:
    settings = StatelessAppSettings.model_validate({"image": "a:1", "port": 8080, **said})
    return deploy(lambda: StatelessApp("shop.web", settings, namespace="shop"))


def pod(recording: Recording) -> Any:
    return recording.one("Deployment").inputs["spec"]["template"]["spec"]


def test_an_app_that_says_nothing_has_an_account_without_rights_and_no_token() -> None:
    recording = web()

    assert pod(recording)["serviceAccountName"] == "web"
    assert pod(recording)["automountServiceAccountToken"] is False
    assert not [kind for kind in ("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding") if recording.all(kind)]


def test_rules_make_a_role_of_the_apps_own_and_mount_the_token_in_its_pods_only() -> None:
    recording = web(apiAccess={"reason": "finds its peers", "rules": RULES})
    binding = plain(recording.one("RoleBinding").inputs)

    assert pod(recording)["automountServiceAccountToken"] is True
    assert recording.one("ServiceAccount").inputs["automountServiceAccountToken"] is False
    assert recording.one("Role").inputs["rules"] == [{"apiGroups": [""], "resources": ["endpoints"], "verbs": ["get"]}]
    assert binding["roleRef"] == {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "web"}
    assert binding["subjects"] == [{"kind": "ServiceAccount", "name": "web", "namespace": "shop"}]
    assert recording.all("ClusterRole") == []


def leases(name: str) -> list[dict[str, Any]]:
    about = {"apiGroups": ["coordination.k8s.io"], "resources": ["leases"]}
    return [{**about, "verbs": ["get", "update", "patch"], "resourceNames": [name]}, {**about, "verbs": ["create"]}]


def test_an_election_is_about_one_lease_and_a_rule_beside_it_stays() -> None:
    election = {"reason": "one pod at a time works"}
    [peers] = RULES

    assert web(apiAccess={**election, "leaderElection": True}).one("Role").inputs["rules"] == leases("web")
    assert web(apiAccess={**election, "leaderElection": "lock", "rules": [peers]}).one("Role").inputs["rules"] == [
        {"apiGroups": [""], **peers},
        *leases("lock"),
    ]


def test_a_token_without_rules_grants_nothing() -> None:
    recording = web(apiAccess={"reason": "proves to the vault who it is"})

    assert pod(recording)["automountServiceAccountToken"] is True
    assert recording.all("Role") == recording.all("RoleBinding") == []


def test_the_reason_stands_where_whoever_looks_at_the_cluster_finds_it() -> None:
    recording = web(apiAccess={"reason": "finds its peers", "rules": RULES, "clusterRules": NODES})

    for kind in ("ServiceAccount", "Role", "ClusterRole"):
        annotations = recording.one(kind).inputs["metadata"]["annotations"]
        assert annotations == {"slipway.dev/api-access-reason": "finds its peers"}


def test_the_cluster_roles_of_two_apps_never_share_a_name() -> None:
    def program() -> None:
        settings = StatelessAppSettings.model_validate(
            {"image": "a:1", "port": 80, "apiAccess": {"reason": "counts the nodes", "clusterRules": NODES}}
        )
        StatelessApp("a.b-c", settings, namespace="a")
        StatelessApp("a-b.c", settings, namespace="a-b")

    recording = deploy(program)
    names = [each.inputs["metadata"]["name"] for each in recording.all("ClusterRole")]
    granted = [each.inputs["roleRef"]["name"] for each in recording.all("ClusterRoleBinding")]

    assert sorted(names) == sorted(granted) == ["a-b.c", "a.b-c"]


def test_the_pods_wait_for_their_rights() -> None:
    recording = web(apiAccess={"reason": "finds its peers", "rules": RULES, "clusterRules": NODES})
    needed = {recording.one(kind).urn for kind in ("ServiceAccount", "RoleBinding", "ClusterRoleBinding")}

    assert needed <= {*recording.one("Deployment").dependencies}


def test_what_belongs_to_no_namespace_does_not_count_on_going_with_it() -> None:
    settings = StatelessAppSettings.model_validate(
        {"image": "a:1", "port": 80, "apiAccess": {"reason": "counts nodes", "rules": RULES, "clusterRules": NODES}}
    )

    def program() -> None:
        shop = Namespace("shop", metadata={"name": "shop"})
        StatelessApp("web", settings, namespace="shop", opts=pulumi.ResourceOptions(deleted_with=shop))

    recording = deploy(program)

    assert {recording.one(kind).deleted_with for kind in ("StatelessApp", "ClusterRole", "ClusterRoleBinding")} == {""}
    assert {recording.one(kind).deleted_with for kind in ("Role", "RoleBinding", "Service", "Deployment")} == {
        recording.one("Namespace").urn
    }


def test_an_existing_account_is_used_and_none_is_made() -> None:
    recording = web(serviceAccount={"existing": "theirs"})

    assert recording.all("ServiceAccount") == []
    assert pod(recording)["serviceAccountName"] == "theirs"


def test_pods_on_azure_ask_for_their_identity_without_a_change_of_the_selector() -> None:
    recording = web(serviceAccount={"annotations": {"azure.workload.identity/client-id": "0f1e"}})
    spec = recording.one("Deployment").inputs["spec"]

    assert spec["template"]["metadata"]["labels"]["azure.workload.identity/use"] == "true"
    assert spec["selector"]["matchLabels"] == {"app.kubernetes.io/name": "web"}


def test_a_scheduled_job_may_ask_too() -> None:
    settings = ScheduledJobSettings.model_validate(
        {"image": "a:1", "schedule": "@daily", "apiAccess": {"reason": "finds its peers", "rules": RULES}}
    )
    recording = deploy(lambda: ScheduledJob("tidy", settings, namespace="shop"))
    template = recording.one("CronJob").inputs["spec"]["jobTemplate"]["spec"]["template"]

    assert template["spec"]["automountServiceAccountToken"] is True
    assert recording.one("RoleBinding").inputs["roleRef"]["name"] == "tidy"

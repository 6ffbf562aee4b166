from typing import Any

from components.component import Component
from components.namespace_objects import create_namespace
from offline.recorder import Recording
from slipway.settings import ManagedNamespaceSettings
from slipway.topology.labels import Marks
from tests.deployment import deploy

LABELS = {"slipway.dev/team": "storefront"}


class Owner(Component):
    """A component for the test."""

    def __init__(self, settings: ManagedNamespaceSettings) -> None:
        super().__init__("shop")
        create_namespace(self, "shop", "shop", settings, marks=Marks(LABELS), annotations={"a": "b"})


def created(**settings: Any) -> Recording:
    return deploy(lambda: Owner(ManagedNamespaceSettings.model_validate(settings)))


def test_the_namespace_has_its_level_and_the_annotations_of_its_owner() -> None:
    metadata = created().one("Namespace").inputs["metadata"]

    assert metadata["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    assert metadata["annotations"] == {"a": "b"}


def test_a_quota_has_the_names_of_kubernetes_and_without_one_there_is_none() -> None:
    quota = created(quota={"cpu": "2..4", "pods": 20}).one("ResourceQuota")

    assert quota.name == "shop.quota"
    assert quota.inputs["metadata"] == {"name": "quota", "namespace": "shop", "labels": LABELS}
    assert quota.inputs["spec"] == {"hard": {"requests.cpu": "2", "limits.cpu": "4", "pods": "20"}}
    assert created().all("ResourceQuota") == []


def test_groups_are_bound_to_a_role_of_the_namespace_and_without_groups_there_is_none() -> None:
    recording = created(access={"viewers": ["oidc:support", "oidc:on-call"]})
    role, binding = recording.one("Role").inputs, recording.one("RoleBinding").inputs

    assert role["metadata"] == {"name": "team.viewer", "namespace": "shop", "labels": LABELS}
    assert binding["roleRef"] == {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "team.viewer"}
    assert [(each["kind"], each["name"]) for each in binding["subjects"]] == [
        ("Group", "oidc:support"),
        ("Group", "oidc:on-call"),
    ]
    assert created().all("Role") == []


def test_the_default_account_is_patched_so_that_it_is_never_deleted_and_wins_over_whoever_hands_out_tokens() -> None:
    account = created().one("ServiceAccountPatch", "shop.default").inputs

    assert account["automountServiceAccountToken"] is False
    assert account["metadata"] == {
        "name": "default",
        "namespace": "shop",
        "labels": LABELS,
        "annotations": {"pulumi.com/patchForce": "true"},
    }


def test_everything_in_it_goes_when_the_namespace_goes() -> None:
    recording = created(quota={"pods": 20}, access={"deployers": ["oidc:storefront"]})
    namespace = recording.one("Namespace").urn
    inside = [each for each in recording.registrations if each.inputs.get("metadata", {}).get("namespace")]

    assert inside
    assert {each.deleted_with for each in inside} == {namespace}

from typing import Any

import pulumi
import pytest
from pulumi_kubernetes.core.v1 import ConfigMap

from components import ManagedNamespace
from offline.recorder import Recording
from slipway.settings.namespace import ManagedNamespaceSettings
from tests.deployment import deploy

QUOTA = {"cpu": "2..4", "pods": 20}


def environment(name: str = "shop", **settings: Any) -> Recording:
    return deploy(lambda: ManagedNamespace(name, ManagedNamespaceSettings.model_validate(settings)))


def test_it_makes_the_namespace_and_what_always_holds_in_it() -> None:
    kinds = sorted(each.type.rpartition(":")[2] for each in environment().registrations)

    assert kinds == [
        "LimitRange",
        "ManagedNamespace",
        "Namespace",
        "NetworkPolicies",
        "NetworkPolicy",
        "NetworkPolicy",
        "ServiceAccountPatch",
        "ValidatingAdmissionPolicy",
        "ValidatingAdmissionPolicyBinding",
    ]


def test_a_quota_bounds_what_it_says() -> None:
    quota = environment(quota=QUOTA).one("ResourceQuota").inputs

    assert quota["spec"] == {"hard": {"requests.cpu": "2", "limits.cpu": "4", "pods": "20"}}


def test_a_role_is_bound_to_the_groups_that_are_named_and_to_nobody_else() -> None:
    recording = environment(access={"viewers": ["oidc:all", "oidc:support"], "deployers": ["oidc:shop"]})
    bound = {
        each.inputs["roleRef"]["name"]: [subject["name"] for subject in each.inputs["subjects"]]
        for each in recording.all("RoleBinding")
    }

    assert bound == {"team.viewer": ["oidc:all", "oidc:support"], "team.deployer": ["oidc:shop"]}
    assert {each.inputs["metadata"]["name"] for each in recording.all("Role")} == bound.keys()


def test_nobody_gets_a_role_unless_a_group_is_named() -> None:
    recording = environment(access={"deployers": ["oidc:shop"]})

    assert [each.inputs["metadata"]["name"] for each in recording.all("Role")] == ["team.deployer"]


def test_everything_goes_when_the_namespace_goes() -> None:
    recording = environment(quota=QUOTA, access={"viewers": ["a"], "deployers": ["b"]})
    inside = [each for each in recording.registrations if "namespace" in each.inputs.get("metadata", {})]

    assert len(inside) == 9
    assert {each.deleted_with for each in inside} == {recording.one("Namespace").urn}


def test_what_is_made_inside_waits_for_the_bounds() -> None:
    def program() -> None:
        shop = ManagedNamespace("shop", ManagedNamespaceSettings.model_validate({"quota": QUOTA}))
        ConfigMap("inside", metadata={"namespace": shop.namespace})

    recording = deploy(program)
    inside = recording.one("ConfigMap")

    assert inside.inputs["metadata"]["namespace"] == "shop"
    assert {recording.one(kind).urn for kind in ("Namespace", "LimitRange", "ResourceQuota")} <= set(
        inside.dependencies
    )


def test_a_namespace_may_be_called_as_no_app_may() -> None:
    assert environment("2nd-shop").one("Namespace").inputs["metadata"]["name"] == "2nd-shop"


@pytest.mark.parametrize("name", ["default", "kube-system"])
def test_a_namespace_of_the_clusters_own_is_refused(name: str) -> None:
    with pytest.raises(pulumi.RunError, match=f"{name} belongs to the cluster"):
        environment(name)


def test_defaults_above_the_maxima_are_refused() -> None:
    with pytest.raises(pulumi.RunError, match=r"shop.limits.cpu: expected at most 100m"):
        environment(maxima={"cpu": "100m"})


def test_an_older_state_knows_it_and_its_network_by_other_names() -> None:
    recording = environment()
    stack = "urn:pulumi:test::slipway"

    assert recording.one("ManagedNamespace").aliases == (f"{stack}::slipway:components:Environment::shop",)
    assert recording.one("NetworkPolicies").aliases == (f"{stack}::slipway:components:NetworkPolicies::shop.network",)
    assert f"{stack}::kubernetes:core/v1:Namespace::shop" in recording.one("Namespace").aliases

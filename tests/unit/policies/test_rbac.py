from typing import Any

import pytest

from policies.kubernetes_object import KubernetesObject
from policies.rbac import RBAC_ADMIN, RBAC_ESCALATION, RBAC_SECRETS, RBAC_WILDCARDS
from policies.rule import Rule
from tests.unit.policies.objects import found, of

API = "rbac.authorization.k8s.io/v1"
MODEST = {"apiGroups": [""], "resources": ["configmaps"], "verbs": ["get", "list"]}


def role(kind: str = "Role", **said: Any) -> KubernetesObject:
    return of(kind, api_version=API, rules=[{**MODEST, **said}])


def binding(role: str = "web", *subjects: dict[str, str], kind: str = "ClusterRoleBinding") -> KubernetesObject:
    return of(kind, api_version=API, roleRef={"kind": "ClusterRole", "name": role}, subjects=list(subjects))


@pytest.mark.parametrize(
    "rule", [RBAC_WILDCARDS, RBAC_ESCALATION, RBAC_SECRETS, RBAC_ADMIN], ids=lambda rule: rule.name
)
def test_modest_rights_pass(rule: Rule) -> None:
    account = {"kind": "ServiceAccount", "name": "web"}

    assert found(rule, role()) == found(rule, role("ClusterRole")) == found(rule, binding("web", account)) == []


@pytest.mark.parametrize("kind", ["Role", "ClusterRole"])
@pytest.mark.parametrize("field", ["verbs", "resources", "apiGroups", "nonResourceURLs"])
def test_a_wildcard_is_told_wherever_it_stands(kind: str, field: str) -> None:
    assert found(RBAC_WILDCARDS, role(kind, **{field: ["*"]})) == [
        f'rules[0].{field}: expected names without wildcards; got "*"'
    ]


def test_a_wildcard_before_a_subresource_is_one() -> None:
    assert len(found(RBAC_WILDCARDS, role(resources=["*/scale"]))) == 1


@pytest.mark.parametrize("verb", ["escalate", "bind", "impersonate"])
def test_verbs_that_lead_to_every_other_right_are_told(verb: str) -> None:
    assert found(RBAC_ESCALATION, role(verbs=["get", verb])) == [
        f'rules[0].verbs: expected none of bind, escalate and impersonate; got "{verb}"'
    ]


@pytest.mark.parametrize("verb", ["get", "list", "watch", "*"])
def test_the_secrets_of_all_namespaces_are_nobodys(verb: str) -> None:
    assert len(found(RBAC_SECRETS, role("ClusterRole", resources=["secrets"], verbs=[verb]))) == 1


def test_secrets_of_one_namespace_or_by_name_or_only_made_may_be_had() -> None:
    assert found(RBAC_SECRETS, role("Role", resources=["secrets"])) == []
    assert found(RBAC_SECRETS, role("ClusterRole", resources=["secrets"], resourceNames=["web-tls"])) == []
    assert found(RBAC_SECRETS, role("ClusterRole", resources=["secrets"], verbs=["create"])) == []


@pytest.mark.parametrize("kind", ["RoleBinding", "ClusterRoleBinding"])
def test_nobody_becomes_cluster_admin(kind: str) -> None:
    assert found(RBAC_ADMIN, binding("cluster-admin", kind=kind)) == [
        'roleRef: expected another role; got "cluster-admin"'
    ]


@pytest.mark.parametrize(
    "name", ["system:masters", "system:anonymous", "system:unauthenticated", "system:authenticated"]
)
def test_nothing_is_granted_to_everybody(name: str) -> None:
    assert len(found(RBAC_ADMIN, binding("web", {"kind": "Group", "name": name}))) == 1


def test_another_kind_of_the_same_name_is_not_meant() -> None:
    assert found(RBAC_WILDCARDS, of("Role", api_version="acme.test/v1", rules=[{"verbs": ["*"]}])) == []

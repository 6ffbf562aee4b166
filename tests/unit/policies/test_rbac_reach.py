import pytest

from policies.kubernetes_object import KubernetesObject
from policies.rbac_reach import RBAC_REACH
from tests.unit.policies.objects import found, of


def role(resource: str, *verbs: str, group: str = "", kind: str = "ClusterRole") -> KubernetesObject:
    rules = [{"apiGroups": [group], "resources": [resource], "verbs": list(verbs)}]
    return of(kind, api_version="rbac.authorization.k8s.io/v1", rules=rules)


@pytest.mark.parametrize(
    ("group", "resource", "verb"),
    [
        ("", "persistentvolumes", "create"),
        ("", "nodes/proxy", "get"),
        ("", "nodes/proxy", "create"),
        ("certificates.k8s.io", "certificatesigningrequests/approval", "update"),
        ("admissionregistration.k8s.io", "validatingwebhookconfigurations", "create"),
        ("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "patch"),
        ("", "serviceaccounts/token", "create"),
    ],
)
def test_a_right_that_leads_to_others_is_told(group: str, resource: str, verb: str) -> None:
    said = f'rules[0].resources: expected no right that leads to further rights; got "{verb} on {resource}"'

    assert found(RBAC_REACH, role(resource, verb, group=group)) == [said]


def test_it_is_told_in_a_role_of_one_namespace_too() -> None:
    assert len(found(RBAC_REACH, role("serviceaccounts/token", "create", kind="Role"))) == 1


@pytest.mark.parametrize(
    ("group", "resource", "verb"),
    [
        ("", "persistentvolumes", "list"),
        ("", "persistentvolumeclaims", "create"),
        ("", "nodes", "get"),
        ("certificates.k8s.io", "certificatesigningrequests", "create"),
        ("admissionregistration.k8s.io", "validatingwebhookconfigurations", "get"),
        ("", "serviceaccounts", "create"),
        ("acme.test", "persistentvolumes", "create"),
    ],
)
def test_what_only_resembles_one_passes(group: str, resource: str, verb: str) -> None:
    assert found(RBAC_REACH, role(resource, verb, group=group)) == []

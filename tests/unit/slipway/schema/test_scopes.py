import pytest

from slipway.schema.scopes import CLUSTER, NAMESPACED, is_of_kubernetes, scopes, versions_with


def test_each_kind_of_kubernetes_lies_in_a_namespace_or_in_the_cluster() -> None:
    assert versions_with("PodDisruptionBudget") == {"policy/v1": NAMESPACED}
    assert versions_with("ClusterRole") == {"rbac.authorization.k8s.io/v1": CLUSTER}
    assert versions_with("Event") == {"events.k8s.io/v1": NAMESPACED, "v1": NAMESPACED}
    assert versions_with("Certificate") == {}


def test_what_is_below_another_object_is_no_kind_of_its_own() -> None:
    assert not {"Scale", "Eviction", "TokenRequest"} & set().union(*scopes().values())


@pytest.mark.parametrize(
    ("version", "known"),
    [
        ("v1", True),
        ("policy/v1beta1", True),
        ("networking.k8s.io/v1", True),
        ("gateway.networking.k8s.io/v1", False),
        ("cert-manager.io/v1", False),
    ],
)
def test_a_group_of_kubernetes_is_known_in_every_version(version: str, *, known: bool) -> None:
    assert is_of_kubernetes(version) is known

from typing import Any

import pytest

from policies.closed_network import CLOSED_NETWORK
from policies.kubernetes_object import KubernetesObject
from tests.unit.policies.objects import found_in, of

BOTH = ["Ingress", "Egress"]
SHOP = of("Namespace", "shop", None)
EXPECTED = "expected a NetworkPolicy in it that selects all pods in both directions and opens nothing; there is none"
TOLD = [f"Namespace shop: {EXPECTED}"]


def policy(namespace: str = "shop", **said: Any) -> KubernetesObject:
    spec = {"podSelector": {}, "policyTypes": BOTH, **said}
    return of("NetworkPolicy", "slipway.default-deny", namespace, api_version="networking.k8s.io/v1", spec=spec)


def test_a_namespace_with_a_policy_that_closes_it_passes() -> None:
    assert found_in(CLOSED_NETWORK, SHOP, policy()) == []


def test_a_namespace_without_one_is_told() -> None:
    assert found_in(CLOSED_NETWORK, SHOP) == TOLD
    assert found_in(CLOSED_NETWORK, SHOP, policy("other")) == TOLD


@pytest.mark.parametrize(
    "said",
    [
        {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "web"}}},
        {"policyTypes": ["Ingress"]},
        {"ingress": [{}]},
        {"egress": [{"to": [{"ipBlock": {"cidr": "0.0.0.0/0"}}]}]},
    ],
)
def test_a_policy_that_leaves_something_open_does_not_close_it(said: dict[str, Any]) -> None:
    assert found_in(CLOSED_NETWORK, SHOP, policy(**said)) == TOLD


def test_a_preview_that_does_not_know_the_namespace_of_a_policy_yet_says_nothing() -> None:
    unknown = KubernetesObject("shop.deny", policy().content, "", ("metadata.namespace",))

    assert found_in(CLOSED_NETWORK, SHOP, unknown) == []

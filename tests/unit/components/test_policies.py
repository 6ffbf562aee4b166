import pytest

from components.component import Component
from components.policies import NAMESPACE_WIDE, close_network
from offline.manifests import manifests
from offline.recorder import Recording
from slipway.settings.cluster import ClusterSettings
from slipway.settings.namespace import NamespaceSettings
from slipway.topology.labels import Marks
from tests.deployment import deploy
from tests.network_policies import Policies, Somebody

LABELS = {"slipway.dev/team": "storefront"}
PODS = [
    Somebody(name, f"10.1.0.{number}", "shop", labels)
    for number, (name, labels) in enumerate([("web", {"app.kubernetes.io/name": "web"}), ("nobodys", {})])
]


DNS = ClusterSettings().dns.pods()


class Owner(Component):
    """A component for the test."""

    def __init__(self) -> None:
        super().__init__("shop")
        close_network(self, "shop", ClusterSettings(), namespace="shop", marks=Marks(LABELS))


def closed() -> Recording:
    return deploy(Owner)


def test_whoever_made_a_pod_it_reaches_nobody_but_dns_and_nobody_reaches_it() -> None:
    policies = Policies([each.content for each in manifests(closed())])
    resolver = Somebody("dns", "10.2.0.1", DNS.namespace, DNS.labels, {"kubernetes.io/metadata.name": DNS.namespace})

    for pod in PODS:
        for other in (*PODS, resolver):
            assert not policies.allow(other, pod, 8080)
            assert not policies.allow(pod, other, 8080)
        assert policies.allow(pod, resolver, 53, "UDP")


def test_its_policies_are_its_own_and_carry_the_labels_of_the_namespace() -> None:
    recording = closed()
    policies = recording.all("NetworkPolicy")

    assert {each.parent for each in policies} == {recording.one("Owner").urn}
    assert {each.inputs["metadata"]["namespace"] for each in policies} == {"shop"}
    assert all(each.inputs["metadata"]["labels"].items() >= LABELS.items() for each in policies)


@pytest.mark.parametrize(("network", "there"), [("kubernetes", 0), ("cilium", 1)])
def test_a_cache_on_the_nodes_needs_a_policy_of_its_own_where_nodes_have_no_addresses(network: str, there: int) -> None:
    cluster = ClusterSettings.model_validate({"networkPolicies": network, "dns": {"cidrs": ["169.254.20.10/32"]}})

    class Cached(Component):
        """A component for the test."""

        def __init__(self) -> None:
            super().__init__("shop")
            close_network(self, "shop", cluster, namespace="shop", marks=Marks(LABELS))

    policies = deploy(Cached).all("CiliumNetworkPolicy")

    assert [each.inputs["metadata"]["name"] for each in policies] == ["slipway.dns"] * there


def test_no_app_can_have_a_name_that_its_policies_have() -> None:
    names = {each.inputs["metadata"]["name"] for each in closed().all("NetworkPolicy")}

    assert names
    for name in names:
        assert name.startswith(NAMESPACE_WIDE)
        with pytest.raises(ValueError, match="expected a name of at most 52 lowercase letters"):
            NamespaceSettings.model_validate({"apps": {name: {"kind": "task", "image": "a:1"}}})

import pytest

from policies.kubernetes_object import RELEASE, KubernetesObject
from policies.namespaces import NAMESPACE_LEVEL, OWN_NAMESPACE
from tests.unit.policies.objects import found, of, workload

ENFORCE = "pod-security.kubernetes.io/enforce"


def test_an_app_in_a_namespace_of_its_own_passes() -> None:
    assert found(OWN_NAMESPACE, workload()) == []


@pytest.mark.parametrize("namespace", ["default", "kube-system", "kube-public"])
def test_namespaces_of_the_cluster_are_not_for_apps(namespace: str) -> None:
    assert found(OWN_NAMESPACE, workload(namespace=namespace)) == [
        f'metadata.namespace: expected a namespace of the stack; got "{namespace}"'
    ]
    assert len(found(OWN_NAMESPACE, of("Namespace", namespace, None))) == 1


def test_what_says_no_namespace_would_land_in_default() -> None:
    assert len(found(OWN_NAMESPACE, of("ConfigMap", namespace=None))) == 1


def test_a_custom_resource_with_pods_needs_a_namespace_too() -> None:
    rollout = of("Rollout", namespace=None, api_version="argoproj.io/v1alpha1", spec=workload().spec)

    assert len(found(OWN_NAMESPACE, rollout)) == 1


def test_what_belongs_to_no_namespace_needs_none() -> None:
    assert found(OWN_NAMESPACE, of("ClusterRole", namespace=None, api_version="rbac.authorization.k8s.io/v1")) == []


def test_a_release_is_no_exception() -> None:
    release = KubernetesObject.of(RELEASE, "monitoring", {"namespace": "kube-system"})

    assert release
    assert len(found(OWN_NAMESPACE, release)) == 1


def test_a_namespace_that_enforces_restricted_passes() -> None:
    assert found(NAMESPACE_LEVEL, of("Namespace", "shop", None, labels={ENFORCE: "restricted"})) == []


@pytest.mark.parametrize(("labels", "said"), [({}, "nothing"), ({ENFORCE: "baseline"}, '"baseline"')])
def test_one_that_admits_more_does_not(labels: dict[str, str], said: str) -> None:
    assert found(NAMESPACE_LEVEL, of("Namespace", "shop", None, labels=labels)) == [
        f"metadata.labels: {ENFORCE}: expected restricted; got {said}"
    ]


def test_unless_it_says_why() -> None:
    reason = {"slipway.dev/relaxation.podSecurity": "agents that read the node"}
    namespace = of("Namespace", "shop", None, labels={ENFORCE: "privileged"}, annotations=reason)

    assert found(NAMESPACE_LEVEL, namespace) == []

from typing import Any

from pulumi import ResourceOptions
from pulumi_kubernetes import Provider

from components.manifest import create_object
from offline.recorder import Registration
from slipway.settings.objects import ManifestSettings
from slipway.topology.labels import Marks
from tests.deployment import deploy


def registered(**said: Any) -> Registration:
    def program() -> None:
        create_object(
            "shop",
            "nightly",
            ManifestSettings.model_validate(said),
            namespace="shop",
            marks=Marks({"a": "b"}),
            config_maps={},
            secrets={"db": "db-1"},
            opts=ResourceOptions(provider=Provider("cluster")),
        )

    return deploy(program).one(said["kind"])


def test_a_custom_resource_is_registered_as_it_is_written() -> None:
    spec = {"target": "$(secret:db)", "keep_these": [{"innerKey": True, "snake_key": 1}]}
    found = registered(
        apiVersion="a.example.com/v1", kind="Backup", spec=spec, metadata={"annotations": {"x": "$(secret:db)"}}
    )

    assert (found.type, found.name) == ("kubernetes:a.example.com/v1:Backup", "shop.objects.nightly")
    assert found.inputs == {
        "apiVersion": "a.example.com/v1",
        "kind": "Backup",
        "metadata": {"name": "nightly", "namespace": "shop", "labels": {"a": "b"}, "annotations": {"x": "db-1"}},
        "spec": {"target": "db-1", "keep_these": [{"innerKey": True, "snake_key": 1}]},
    }


def test_a_kind_of_kubernetes_has_the_type_that_pulumi_has_for_it() -> None:
    role = registered(
        apiVersion="rbac.authorization.k8s.io/v1",
        kind="Role",
        reason="the operator reads them",
        rules=[{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}],
    )

    assert role.type == "kubernetes:rbac.authorization.k8s.io/v1:Role"
    assert role.inputs["rules"] == [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]
    assert role.inputs["metadata"]["annotations"] == {"slipway.dev/reason": "the operator reads them"}
    assert registered(apiVersion="v1", kind="ConfigMap", data={}).type == "kubernetes:core/v1:ConfigMap"


def test_the_provider_is_that_of_its_namespace() -> None:
    assert "::cluster::" in registered(apiVersion="a.example.com/v1", kind="Backup").provider

from typing import Any

import pytest

from policies import exposure
from policies import labels as recommended
from slipway.blocks import manifest as block
from slipway.blocks.manifest import object_annotations, object_fields, object_labels, object_name, type_token
from slipway.settings import objects
from slipway.settings.objects import ManifestSettings

OWN = {"app.kubernetes.io/managed-by": "pulumi", "slipway.dev/team": "storefront"}


def manifest(kind: str, version: str = "a.example.com/v1", **fields: Any) -> ManifestSettings:
    return ManifestSettings.model_validate({"apiVersion": version, "kind": kind, **fields})


@pytest.mark.parametrize(
    ("kind", "version", "token"),
    [
        ("ConfigMap", "v1", "kubernetes:core/v1:ConfigMap"),
        ("PodDisruptionBudget", "policy/v1", "kubernetes:policy/v1:PodDisruptionBudget"),
        ("Certificate", "cert-manager.io/v1", "kubernetes:cert-manager.io/v1:Certificate"),
    ],
)
def test_the_provider_reads_the_api_from_the_type(kind: str, version: str, token: str) -> None:
    assert type_token(manifest(kind, version)) == token


def test_only_the_name_of_a_config_map_follows_its_content() -> None:
    data = manifest("ConfigMap", "v1", data={"a": "b"})

    assert object_name("web", manifest("Backup", spec={"a": "b"})) == "web"
    assert object_name("web", data).startswith("web-")
    assert object_name("web", data) != object_name("web", manifest("ConfigMap", "v1", data={"a": "c"}))
    assert object_fields(data, {}, config_maps={}, secrets={})["immutable"] is True


def test_its_own_labels_stand_beside_those_of_the_namespace() -> None:
    said = manifest("ServiceMonitor", metadata={"labels": {"release": "monitoring"}})

    assert object_labels("web", said, OWN) == {"release": "monitoring", **OWN}


def test_what_belongs_to_an_app_is_named_and_what_is_open_to_the_outside_is_marked() -> None:
    name = "app.kubernetes.io/name"
    budget, route = manifest("PodDisruptionBudget", "policy/v1"), manifest("HTTPRoute")

    assert object_labels("web", budget, OWN) == {name: "web", **OWN}
    assert object_labels("web", route, OWN) == {name: "web", "slipway.dev/exposed": "true", **OWN}
    other = manifest("PodDisruptionBudget", "policy/v1", metadata={"labels": {name: "api"}})
    assert object_labels("web", other, OWN)[name] == "api"


def test_the_policies_know_the_same_ways_in() -> None:
    assert exposure._WAYS == objects.WAYS_IN
    assert exposure._TYPES == objects.OUTSIDE_TYPES


def test_the_policies_know_the_same_kinds_that_name_their_app() -> None:
    assert recommended._OF_AN_APP == block._OF_AN_APP


def test_its_reasons_are_annotations() -> None:
    said = manifest(
        "Role", reason="the operator reads them", unchecked="its operator does it", metadata={"annotations": {"a": "b"}}
    )

    assert object_annotations(said) == {
        "a": "b",
        "slipway.dev/reason": "the operator reads them",
        "slipway.dev/unchecked": "its operator does it",
    }


def test_nobody_waits_for_the_address_of_a_way_in_unless_it_is_asked_for() -> None:
    skip = "pulumi.com/skipAwait"
    asked = {"annotations": {skip: "false"}}

    assert object_annotations(manifest("Service", "v1")) == {skip: "true"}
    assert object_annotations(manifest("Ingress", "networking.k8s.io/v1", metadata=asked)) == {skip: "false"}
    assert object_annotations(manifest("Backup")) == {}


def test_texts_get_the_names_in_the_cluster_and_names_in_fields_stay() -> None:
    said = manifest("Backup", spec={"note": ["use $(secret:db)", 5], "secretName": "db", "map": "$(configMap:web)"})

    assert object_fields(said, {"name": "x"}, config_maps={"web": "web-1"}, secrets={"db": "db-2"}) == {
        "apiVersion": "a.example.com/v1",
        "kind": "Backup",
        "metadata": {"name": "x"},
        "spec": {"note": ["use db-2", 5], "secretName": "db", "map": "web-1"},
    }

from typing import Any

import pytest

from slipway.schema.definitions import definitions_of
from slipway.schema.scopes import CLUSTER, NAMESPACED


def definition(**spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "spec": {
            "group": "a.example.com",
            "names": {"kind": "Backup"},
            "scope": "Namespaced",
            "versions": [{"name": "v1", "served": True, "schema": {"openAPIV3Schema": {"type": "object"}}}],
            **spec,
        },
    }


def test_each_version_that_is_served_has_its_own_fields() -> None:
    schema = {"type": "object", "required": ["spec"], "properties": {"spec": {"type": "string"}}}
    versions = [
        {"name": "v1alpha1", "served": False, "schema": {"openAPIV3Schema": schema}},
        {"name": "v1", "schema": {"openAPIV3Schema": schema}},
        {"name": "v2", "served": True, "schema": {"openAPIV3Schema": {"properties": {"rules": {}}}}},
    ]
    found = dict(definitions_of(definition(versions=versions)))

    assert {which: {*each.field.properties} for which, each in found.items()} == {
        ("a.example.com/v1", "Backup"): {"apiVersion", "kind", "metadata", "spec"},
        ("a.example.com/v2", "Backup"): {"apiVersion", "kind", "metadata", "rules"},
    }
    assert found["a.example.com/v1", "Backup"].field.required == ("spec",)


def test_it_says_where_its_objects_lie() -> None:
    assert [each.scope for _, each in definitions_of(definition())] == [NAMESPACED]
    assert [each.scope for _, each in definitions_of(definition(scope="Cluster"))] == [CLUSTER]


def test_a_definition_without_fields_knows_none() -> None:
    [(_, found)] = definitions_of(definition())

    assert found.field.properties == {}
    assert found.field.field("anything") is not None


def test_definitions_in_a_list_count_too() -> None:
    assert len([*definitions_of({"kind": "List", "items": [definition(), {"kind": "Service"}, definition()]})]) == 2


@pytest.mark.parametrize(
    "document", [None, "text", [], {}, {"kind": "Service", "items": 5}, {"kind": "CustomResourceDefinition", "spec": 5}]
)
def test_other_documents_have_none(document: Any) -> None:
    assert list(definitions_of(document)) == []

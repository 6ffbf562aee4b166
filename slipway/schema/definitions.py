"""Definitions of custom resources: what the API server of a cluster with an operator would say about its objects.

https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from slipway.schema.field import Document, Field
from slipway.schema.scopes import CLUSTER, NAMESPACED, Scope

KIND = "CustomResourceDefinition"
_HEAD: Document = {"apiVersion": {}, "kind": {}, "metadata": {}}
"""Fields of every object, which a definition need not list."""


@dataclass(frozen=True)
class Definition:
    """One version of a custom resource."""

    scope: Scope
    field: Field
    """The fields of an object."""


Definitions = Mapping[tuple[str, str], Definition]
"""Definitions by `apiVersion` and kind."""
NO_DEFINITIONS: Definitions = MappingProxyType({})


def definitions_of(document: Any) -> Iterator[tuple[tuple[str, str], Definition]]:
    """Every version that a definition, or each definition in a List, serves. Other documents have none."""
    if not isinstance(document, Mapping):
        return
    if document.get("kind") != KIND:
        for each in _list(document.get("items")):
            yield from definitions_of(each)
        return
    spec = _mapping(document.get("spec"))
    kind, group = _mapping(spec.get("names")).get("kind"), spec.get("group")
    scope = CLUSTER if spec.get("scope") == CLUSTER else NAMESPACED
    for version in map(_mapping, _list(spec.get("versions"))):
        if version.get("served", True):
            schema = _mapping(_mapping(version.get("schema")).get("openAPIV3Schema"))
            yield (f"{group}/{version.get('name')}", str(kind)), Definition(scope, Field(_whole(schema)))


def _whole(schema: Document) -> Document:
    """The schema with what every object has. Its status is the cluster's."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return {key: each for key, each in schema.items() if key != "properties"}
    return {**schema, "properties": {**properties, **_HEAD}}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

"""One field of a Kubernetes object: its type, the fields in it, and the keys by which a list is merged.

The facts are those of the API server (OpenAPI v3). `python -m tools.api_schema` writes them from a running one into
kubernetes.json: https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "kubernetes.json"

Document = Mapping[str, Any]
ItemKey = tuple[Any, ...]


@dataclass(frozen=True)
class Field:
    """A field, or a whole object. An unknown one (`ANY`) accepts everything."""

    document: Document
    """Its schema in the words of OpenAPI."""
    type_name: str = ""
    """The name of its type, for example `PodSpec`; empty for plain values."""

    @property
    def properties(self) -> Document:
        """The fields of an object by name; empty for every other type."""
        found: Document = self.document.get("properties", {})
        return found

    @property
    def is_typed(self) -> bool:
        """False if nothing is known about it."""
        return bool(self.document)

    @property
    def required(self) -> tuple[str, ...]:
        """The fields that the object must have."""
        return tuple(self.document.get("required", ()))

    @property
    def items(self) -> "Field":
        """The items of a list."""
        return _field(self.document.get("items", {}))

    @property
    def values(self) -> "Field":
        """The values of a mapping with free keys, for example labels."""
        free = self.document.get("additionalProperties")
        return _field(free if isinstance(free, Mapping) else {})

    @property
    def is_nullable(self) -> bool:
        """True if null is a value of its own (`nullable` of a definition)."""
        return bool(self.document.get("nullable"))

    @property
    def is_int_or_string(self) -> bool:
        """True for a number or a text (`x-kubernetes-int-or-string` of a definition)."""
        return bool(self.document.get("x-kubernetes-int-or-string"))

    @property
    def keeps_unknown(self) -> bool:
        """True for an object whose definition lists some of its fields only, or none."""
        return bool(self.document.get("x-kubernetes-preserve-unknown-fields"))

    @property
    def merge_keys(self) -> tuple[str, ...]:
        """The fields that tell the items of a list apart; empty for a list that is replaced.

        https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy (`x-kubernetes-list-map-keys`)
        """
        return tuple(self.document.get("x-kubernetes-list-map-keys", ()))

    def field(self, name: str) -> "Field | None":
        """The field of this name: of an object, or the value of a mapping. None if there is no such field."""
        if name in self.properties:
            return _field(self.properties[name])
        return None if self.properties and not self.keeps_unknown else self.values

    def at(self, *path: str) -> "Field":
        """The field at a path; `ANY` if there is none."""
        found = self
        for name in path:
            found = found.field(name) or ANY
        return found

    def item_key(self, item: object) -> ItemKey | None:
        """The values of the merge keys in an item of this list; None if one is missing and has no default, or is no
        string and no number.
        """
        if not isinstance(item, Mapping):
            return None
        values = tuple(item.get(key, self.items.properties.get(key, {}).get("default")) for key in self.merge_keys)
        return values if all(isinstance(value, str | int) for value in values) else None


ANY = Field({})


@cache
def known_kinds() -> Document:
    """Every type by its name; a kind of object is a type."""
    types: Document = facts()["types"]
    return types


def version() -> str:
    """The version of Kubernetes that the facts are from: `1.36`."""
    text: str = facts()["version"]
    return ".".join(text.removeprefix("v").split(".")[:2])


@cache
def object_of(kind: str) -> Field:
    """The fields of an object of this kind. Of a custom resource only the metadata is known."""
    found = known_kinds().get(kind)
    if found is None:
        return Field(_CUSTOM, kind)
    return Field(found, kind)


_CUSTOM: Document = {
    "properties": {"apiVersion": {}, "kind": {}, "metadata": {"$ref": "ObjectMeta"}, "spec": {}, "status": {}}
}


@cache
def facts() -> Document:
    """The content of the file."""
    found: Document = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def _field(document: Document) -> Field:
    name = document.get("$ref")
    return Field(known_kinds()[name], name) if name else Field(document)

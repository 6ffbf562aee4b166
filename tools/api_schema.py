"""Writes slipway/schema/kubernetes.json: what the API server says about the objects that an app can patch.

The file is the server's OpenAPI without descriptions, defaults of zero, and objects that no app owns. The check of
patches needs it before there is a cluster. `tests/engine/patches` compares it with what the server says.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slipway.schema.field import FILE
from slipway.settings.kinds import KINDS
from tools.embedded_cluster import EmbeddedCluster
from tools.layout import PROJECT, Layout

Document = Mapping[str, Any]

GROUPS = (
    "api/v1",
    "apis/apps/v1",
    "apis/autoscaling/v2",
    "apis/batch/v1",
    "apis/networking.k8s.io/v1",
    "apis/policy/v1",
    "apis/rbac.authorization.k8s.io/v1",
)
"""The versions of the API that the components use."""
CUSTOM = {"GRPCRoute", "HTTPRoute"}
"""Custom resources: the cluster defines them, and each cluster can have another version."""
KEPT = ("type", "format", "enum", "required", "x-kubernetes-list-map-keys")
STATUS = "status"
"""The cluster writes it, so its fields are left out."""


def schema(fetch: Callable[[str], Any]) -> str:
    """The content of the file. `fetch` gets a document of the API by its path."""
    index = fetch("/openapi/v3")["paths"]
    known: dict[str, Document] = {}
    for group in GROUPS:
        known |= fetch(index[group]["serverRelativeURL"])["components"]["schemas"]
    kinds = set().union(*(each.owned_objects() for each in KINDS.values())) - CUSTOM
    roots = sorted(name for name, each in known.items() if _short(name) in kinds and _is_kind(each, _short(name)))
    return _text(fetch("/version")["gitVersion"], dict(_reached(roots, known)))


def _reached(roots: list[str], known: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """The roots, and every type that a field of theirs has."""
    seen, ahead = set(roots), [*roots]
    while ahead:
        name = ahead.pop()
        found = _compact(known[name])
        if name in roots:
            found["properties"] |= {STATUS: {}} if STATUS in found["properties"] else {}
        yield _short(name), found
        new = {each for each in known if _short(each) in set(_references(found))} - seen
        seen |= new
        ahead += new


def _compact(document: Document) -> dict[str, Any]:
    """The keys that a check needs. A reference in `allOf`, which Kubernetes has for its default, is the reference."""
    inner = document.get("allOf")
    if inner:
        return _compact(inner[0])
    if "$ref" in document:
        return {"$ref": _short(document["$ref"])}
    found: dict[str, Any] = {key: document[key] for key in KEPT if key in document}
    if document.get("default") and not isinstance(document["default"], Mapping):
        found["default"] = document["default"]
    for key in ("items", "additionalProperties"):
        if isinstance(document.get(key), Mapping):
            found[key] = _compact(document[key])
    if "oneOf" in document:
        found["oneOf"] = [_compact(each) for each in document["oneOf"]]
    if "properties" in document:
        found["properties"] = {name: _compact(each) for name, each in sorted(document["properties"].items())}
    return found


def _references(document: Any) -> Iterator[str]:
    if isinstance(document, Mapping):
        if "$ref" in document:
            yield document["$ref"]
        for each in document.values():
            yield from _references(each)
    elif isinstance(document, list):
        for each in document:
            yield from _references(each)


def _is_kind(document: Document, kind: str) -> bool:
    return any(each["kind"] == kind for each in document.get("x-kubernetes-group-version-kind", ()))


def _short(name: str) -> str:
    """`PodSpec` for `io.k8s.api.core.v1.PodSpec`."""
    return name.rpartition(".")[2]


def _text(version: str, types: Mapping[str, Document]) -> str:
    """JSON with a line for each field, so that a new version of Kubernetes is a readable difference."""
    named = ",\n".join(f"  {json.dumps(name)}: {_type(types[name])}" for name in sorted(types))
    return f'{{\n "version": {json.dumps(version)},\n "types": {{\n{named}\n }}\n}}\n'


def _type(document: Document) -> str:
    fields = document.get("properties")
    if fields is None:
        return json.dumps(document)
    around = json.dumps({key: value for key, value in document.items() if key != "properties"})
    lines = ",\n".join(f"   {json.dumps(name)}: {json.dumps(each)}" for name, each in fields.items())
    return f'{around[:-1]}, "properties": {{\n{lines}\n  }}}}'


def main(arguments: list[str] | None = None) -> int:
    """Starts the embedded cluster, asks it, and writes the file."""
    argparse.ArgumentParser(prog="python -m tools.api_schema", description=__doc__).parse_args(arguments)
    cluster = EmbeddedCluster(Layout())
    cluster.ensure()
    FILE.write_text(schema(lambda path: json.loads(cluster.kubectl(["get", "--raw", path]).out)))
    print(f"wrote {FILE.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

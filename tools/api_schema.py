"""Writes slipway/schema/kubernetes.json: what the API server says about its objects.

The file is the server's OpenAPI without descriptions, defaults of zero, and objects that no stack can say. The checks
of patches and of `objects` need it before there is a cluster. `tests/engine/patches` compares it with the server.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slipway.schema.field import FILE
from slipway.schema.scopes import CLUSTER, NAMESPACED
from slipway.settings.kinds import KINDS
from slipway.settings.objects import BUILT_IN
from tools.embedded_cluster import EmbeddedCluster
from tools.layout import PROJECT, Layout

Document = Mapping[str, Any]

GROUPS = (
    "api/v1",
    "apis/apps/v1",
    "apis/autoscaling/v2",
    "apis/batch/v1",
    "apis/coordination.k8s.io/v1",
    "apis/discovery.k8s.io/v1",
    "apis/networking.k8s.io/v1",
    "apis/policy/v1",
    "apis/rbac.authorization.k8s.io/v1",
)
"""The versions of the API that the components and `objects` use."""
OTHERS = (
    "apis/admissionregistration.k8s.io/v1",
    "apis/apiextensions.k8s.io/v1",
    "apis/apiregistration.k8s.io/v1",
    "apis/certificates.k8s.io/v1",
    "apis/events.k8s.io/v1",
    "apis/flowcontrol.apiserver.k8s.io/v1",
    "apis/node.k8s.io/v1",
    "apis/resource.k8s.io/v1",
    "apis/scheduling.k8s.io/v1",
    "apis/storage.k8s.io/v1",
)
"""Those of which only the kinds are known, and whether their objects lie in a namespace."""
CUSTOM = {"GRPCRoute", "HTTPRoute", "ScaledObject", "TriggerAuthentication", "VerticalPodAutoscaler"}
"""Custom resources: the cluster defines them, and each cluster can have another version."""
KEPT = ("type", "format", "enum", "required", "x-kubernetes-list-map-keys")
_COLLECTION = re.compile(r"/apis?(/[^/{]+){1,2}(/namespaces/\{namespace\})?/[a-z]+")
STATUS = "status"
"""The cluster writes it, so its fields are left out."""


def schema(fetch: Callable[[str], Any]) -> str:
    """The content of the file. `fetch` gets a document of the API by its path."""
    index = fetch("/openapi/v3")["paths"]
    documents = {group: fetch(index[group]["serverRelativeURL"]) for group in (*GROUPS, *OTHERS)}
    known: dict[str, Document] = {}
    for group in GROUPS:
        known |= documents[group]["components"]["schemas"]
    kinds = {*BUILT_IN}.union(*(each.owned_objects() for each in KINDS.values())) - CUSTOM
    roots = sorted(name for name, each in known.items() if _short(name) in kinds and _is_kind(each, _short(name)))
    scopes = {group.partition("/")[2]: dict(_scopes(document)) for group, document in documents.items()}
    return _text(fetch("/version")["gitVersion"], scopes, dict(_reached(roots, known)))


def _scopes(document: Document) -> Iterator[tuple[str, str]]:
    """The kinds of one version of the API, each with the scope of its objects."""
    for path, item in sorted(document["paths"].items()):
        if "post" in item and _COLLECTION.fullmatch(path):
            kind = item["post"]["x-kubernetes-group-version-kind"]["kind"]
            yield kind, NAMESPACED if "/{namespace}/" in path else CLUSTER


def _reached(roots: list[str], known: Mapping[str, Document]) -> Iterator[tuple[str, Document]]:
    """The roots, and every type that a field of theirs has."""
    seen, ahead = set(roots), [*roots]
    while ahead:
        name = ahead.pop()
        found = _compact(known[name])
        if name in roots:
            found["properties"] |= {STATUS: {}} if STATUS in found["properties"] else {}
        yield _short(name), _shortened(found)
        new = set(_references(found)) - seen
        seen |= new
        ahead += sorted(new)


def _shortened(document: Any) -> Any:
    if isinstance(document, Mapping):
        return {key: _short(each) if key == "$ref" else _shortened(each) for key, each in document.items()}
    return [_shortened(each) for each in document] if isinstance(document, list) else document


def _compact(document: Document) -> dict[str, Any]:
    """The keys that a check needs. A reference in `allOf`, which Kubernetes has for its default, is the reference."""
    inner = document.get("allOf")
    if inner:
        return _compact(inner[0])
    if "$ref" in document:
        return {"$ref": document["$ref"].rpartition("/")[2]}
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


def _text(version: str, scopes: Mapping[str, Mapping[str, str]], types: Mapping[str, Document]) -> str:
    """JSON with a line for each field, so that a new version of Kubernetes is a readable difference."""
    served = ",\n".join(
        f"  {json.dumps(group)}: {json.dumps(scopes[group], sort_keys=True)}" for group in sorted(scopes)
    )
    named = ",\n".join(f"  {json.dumps(name)}: {_type(types[name])}" for name in sorted(types))
    parts = [f' "version": {json.dumps(version)}', f' "scopes": {{\n{served}\n }}', f' "types": {{\n{named}\n }}']
    return "{\n" + ",\n".join(parts) + "\n}\n"


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

import json
from typing import Any

from slipway.schema.field import FILE
from tools import api_schema

CORE = "io.k8s.api.core.v1"
REFERENCE = "#/components/schemas/"
SERVICE = {
    "type": "object",
    "description": "long",
    "x-kubernetes-group-version-kind": [{"group": "", "version": "v1", "kind": "Service"}],
    "properties": {
        "spec": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServiceSpec"}], "default": {}, "description": "long"},
        "status": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServiceStatus"}], "default": {}},
    },
}
SPEC = {
    "type": "object",
    "properties": {
        "ports": {
            "type": "array",
            "items": {"allOf": [{"$ref": f"{REFERENCE}{CORE}.ServicePort"}], "default": {}},
            "x-kubernetes-list-map-keys": ["port", "protocol"],
            "x-kubernetes-patch-merge-key": "port",
        },
        "selector": {"type": "object", "additionalProperties": {"type": "string", "default": ""}},
        "type": {"type": "string", "description": "long", "enum": ["ClusterIP", "NodePort"]},
    },
}
PORT = {
    "type": "object",
    "required": ["port"],
    "properties": {"port": {"type": "integer", "default": 0}, "protocol": {"type": "string", "default": "TCP"}},
}
TYPES = {"Service": SERVICE, "ServiceSpec": SPEC, "ServiceStatus": SPEC, "ServicePort": PORT, "Node": SERVICE}


PATHS = {
    f"/api/v1/{path}": {"post": {"x-kubernetes-group-version-kind": {"kind": kind}}}
    for path, kind in {
        "namespaces/{namespace}/services": "Service",
        "namespaces/{namespace}/services/{name}/proxy": "ServiceProxyOptions",
        "nodes": "Node",
    }.items()
} | {"/api/v1/services": {"get": {}}}


def fetch(path: str) -> Any:
    if path == "/version":
        return {"gitVersion": "v1.36.3"}
    if path == "/openapi/v3":
        groups = (*api_schema.GROUPS, *api_schema.OTHERS)
        return {"paths": {group: {"serverRelativeURL": f"/{group}"} for group in groups}}
    types = {f"{CORE}.{name}": each for name, each in TYPES.items()} if path == "/api/v1" else {}
    return {"components": {"schemas": types}, "paths": PATHS if path == "/api/v1" else {}}


def test_the_file_has_what_an_app_can_own_with_all_types_in_it_and_nothing_else() -> None:
    facts = json.loads(api_schema.schema(fetch))
    del facts["scopes"]

    assert facts == {
        "version": "v1.36.3",
        "types": {
            "Service": {"type": "object", "properties": {"spec": {"$ref": "ServiceSpec"}, "status": {}}},
            "ServiceSpec": {
                "type": "object",
                "properties": {
                    "ports": {
                        "type": "array",
                        "x-kubernetes-list-map-keys": ["port", "protocol"],
                        "items": {"$ref": "ServicePort"},
                    },
                    "selector": {"type": "object", "additionalProperties": {"type": "string"}},
                    "type": {"type": "string", "enum": ["ClusterIP", "NodePort"]},
                },
            },
            "ServicePort": {
                "type": "object",
                "required": ["port"],
                "properties": {"port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}},
            },
        },
    }


def test_each_kind_of_the_api_has_its_scope() -> None:
    scopes = json.loads(api_schema.schema(fetch))["scopes"]

    assert scopes["v1"] == {"Node": "Cluster", "Service": "Namespaced"}
    assert scopes.keys() == {group.partition("/")[2] for group in (*api_schema.GROUPS, *api_schema.OTHERS)}


def test_each_field_has_a_line_of_its_own() -> None:
    assert '\n   "selector": {"type": "object", "additionalProperties": {"type": "string"}},\n' in api_schema.schema(
        fetch
    )


def test_the_file_of_the_repository_is_written_in_this_form() -> None:
    text = FILE.read_text()
    facts = json.loads(text)

    assert api_schema._text(facts["version"], facts["scopes"], facts["types"]) == text
